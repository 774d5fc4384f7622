/** The tab of load balancing: a pool, its balancer and its clients; what goes on, what came out. */
import { SvelteSet } from 'svelte/reactivity'
import { shownEndpoint } from '#shared/events/address'
import type { RunState } from '#shared/events/session'
import { balancing } from '#tasks/balancing/index'
import type { BalancingAction } from '#tasks/balancing/lesson'
import type { BalancingBookmark } from '#tasks/balancing/model/bookmark'
import type { BalancingOwn } from '#tasks/balancing/model/lesson-runs'
import { type BalanceOutcome, outcomeIn } from '#tasks/balancing/model/outcome'
import type { BalancerName, BalancingParameters } from '#tasks/balancing/model/parameters'
import { type PresetName, presets } from '#tasks/balancing/model/presets'
import type { KeptRunSummary } from '#shared/kept/kept-run'
import type { Series, SeriesStates } from '#tasks/balancing/model/series'
import { BalancingFields } from './fields.svelte'
import { SeriesForms } from './series.svelte'
import { parametersOf } from './live.svelte'
import { slowUs } from './slow'

const keptOutcomes = 100

export class BalancingState extends BalancingFields {
  readonly definition = balancing
  /** Of this window's runs, oldest first: a step of the walkthrough is about one of them, which need not be the last. */
  outcomes: readonly BalanceOutcome[] = $state.raw([])

  /** What the pool that stands without a run was started with; null: this window did not start it. */
  stood: BalancingParameters | null = $state.raw(null)
  /** Servers that were made slow by hand, by their places. */
  readonly slowed = new SvelteSet<number>()
  /** Whether the figures of the result are unfolded; null: as the window's height allows. */
  ledgerOpen: boolean | null = $state(null)
  sentencesOpen = $state(false)
  /** Compare and Sweep, and which of them is shown. */
  readonly series = new SeriesForms()

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
    return this.session.run.phase === 'running' || this.isPending('run') || this.series.running !== null
  }

  /** The pool and its balancer stand without a run. */
  get standing(): boolean {
    return !this.running && !this.showsKept && this.address !== null
  }

  /** Where clients write to; null: nobody listens there. */
  get address(): string | null {
    const isKernel = this.shownParameters?.balancer === 'reuseport'
    const bound = this.boundAt('balancer') ?? (isKernel ? this.boundAt('servers') : null)
    return bound && shownEndpoint(bound)
  }

  /** Of what is shown: of the run, of the pool that stands or stood, or else what the fields say. */
  get shownParameters(): BalancingParameters | null {
    const stood = this.session.endpoints.length > 0 ? this.stood : null
    return parametersOf(this.session.run) ?? stood ?? this.typed
  }

  get outcome(): BalanceOutcome | null {
    const { run } = this.session
    return 'outcome' in run ? outcomeIn(run.outcome) : null
  }

  async run(balancer: BalancerName = this.balancer): Promise<void> {
    const parameters = this.parameters(balancer)
    if (!parameters) return
    this.takeOver()
    this.slowed.clear()
    const done = await this.attempt('run', parameters)
    if (done) this.outcomes = [...this.outcomes, done.value].slice(-keptOutcomes)
  }

  async cancel(): Promise<void> {
    await this.attempt('cancel')
  }

  /** One trace before every balancer. */
  async compare(): Promise<void> {
    const parameters = this.parameters('lab')
    if (!parameters) return
    this.slowed.clear()
    await this.attempt('compare', { parameters })
  }

  async sweep(): Promise<void> {
    const parameters = this.parameters(this.balancer)
    const { readValues: values, readRepeat: repeat, vary } = this.series
    if (!parameters) return
    if (!values.ok) return void this.refuse(values.problem, 'Nothing was started.')
    if (!repeat.ok) return void this.refuse(repeat.problem, 'Nothing was started.')
    this.slowed.clear()
    await this.attempt('sweep', { parameters, vary, values: values.value, repeat: repeat.value })
  }

  override join(state: unknown): void {
    this.series.join(state as SeriesStates)
  }

  override hear(news: unknown): void {
    this.series.hear(news as Series)
  }

  override async clear(): Promise<void> {
    await super.clear()
    this.series.clear()
  }

  /** A kept run is one run. */
  override showKept(run: Pick<KeptRunSummary, 'outcome'>): void {
    super.showKept(run)
    this.series.view = 'run'
  }

  async startPool(): Promise<void> {
    const parameters = this.parameters(this.balancer)
    if (!parameters) return
    this.takeOver()
    this.slowed.clear()
    this.stood = parameters
    await this.attempt('startPool', parameters)
  }

  async stopPool(): Promise<void> {
    await this.attempt('stopPool')
  }

  /** @param server its place in the pool, from 0 */
  async stopServer(server: number): Promise<void> {
    await this.attempt('stopServer', { server })
  }

  async startServer(server: number): Promise<void> {
    await this.attempt('startServer', { server })
  }

  /** Makes it slow, or as fast again as it was meant to be. */
  async toggleSlow(server: number): Promise<void> {
    const isSlow = this.slowed.has(server)
    const own = this.shownParameters?.servers[server]?.serviceUs ?? 0
    const done = await this.attempt('setPace', { server, serviceUs: isSlow ? own : slowUs })
    if (!done) return
    if (isSlow) this.slowed.delete(server)
    else this.slowed.add(server)
  }

  override get bookmark(): BalancingBookmark | undefined {
    const parameters = this.fieldsAreKept ? null : this.typed
    return parameters ? { parameters } : undefined
  }

  /** As it was when the window closed, unless something goes on or has come out here since. */
  override reopen(kept: unknown): void {
    if (this.session.run.phase === 'idle') this.fill((kept as BalancingBookmark).parameters)
  }

  async #runNamed(name: PresetName): Promise<void> {
    this.series.view = 'run'
    this.fill(presets[name])
    await this.run('lab')
  }

  /** After a reload of the window the fields say again what the run was started with. */
  override restore(run: RunState): void {
    const parameters = parametersOf(run)
    if (parameters) this.fill(parameters)
  }
}
