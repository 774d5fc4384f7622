/** The tab of load balancing: a pool, its balancer and its clients; what goes on, what came out. */
import type { RunState } from '#shared/events/session'
import { balancing } from '#tasks/balancing/index'
import type { BalancingAction } from '#tasks/balancing/lesson'
import type { BalancingOwn } from '#tasks/balancing/model/lesson-runs'
import { type BalanceOutcome, outcomeIn } from '#tasks/balancing/model/outcome'
import type { BalancerName, BalancingParameters } from '#tasks/balancing/model/parameters'
import { type PresetName, presets } from '#tasks/balancing/model/presets'
import { BalancingFields } from './fields.svelte'

const keptOutcomes = 100

export class BalancingState extends BalancingFields {
  readonly definition = balancing
  /** Of this window's runs, oldest first: a step of the walkthrough is about one of them, which need not be the last. */
  outcomes: readonly BalanceOutcome[] = $state.raw([])

  readonly actions: Record<BalancingAction, () => Promise<void>> = {
    'one-server': () => this.#runNamed('one-server'),
    'two-servers': () => this.#runNamed('two-servers'),
    spread: () => this.#runNamed('spread'),
    hash: () => this.#runNamed('hash'),
    unwatched: () => this.#runNamed('unwatched'),
    watched: () => this.#runNamed('watched'),
    modulo: () => this.#runNamed('modulo'),
    maglev: () => this.#runNamed('maglev')
  }

  override get own(): BalancingOwn {
    return this
  }

  get running(): boolean {
    return this.session.run.phase === 'running' || this.isPending('run')
  }

  /** The pool and its balancer stand without a run. */
  get standing(): boolean {
    return !this.running && this.session.open('server', 'balancer') !== null
  }

  get outcome(): BalanceOutcome | null {
    const { run } = this.session
    return 'outcome' in run ? outcomeIn(run.outcome) : null
  }

  async run(balancer: BalancerName = 'lab'): Promise<void> {
    const parameters = this.parameters(balancer)
    if (!parameters) return
    this.takeOver()
    const done = await this.attempt('run', parameters)
    if (done) this.outcomes = [...this.outcomes, done.value].slice(-keptOutcomes)
  }

  async cancel(): Promise<void> {
    await this.attempt('cancel')
  }

  async startPool(): Promise<void> {
    const parameters = this.parameters('lab')
    if (parameters) await this.attempt('startPool', parameters)
  }

  async stopPool(): Promise<void> {
    await this.attempt('stopPool')
  }

  async #runNamed(name: PresetName): Promise<void> {
    this.fill(presets[name])
    await this.run()
  }

  /** After a reload of the window the fields say again what the run was started with. */
  override restore(run: RunState): void {
    if (run.phase === 'idle') return
    const parameters = 'outcome' in run ? outcomeIn(run.outcome)?.parameters : run.parameters
    if (parameters) this.fill(parameters as BalancingParameters)
  }
}
