/** Task 3's tab: the same exchange with and without connect(), and the trials that show the difference. */
import { connect } from '../index'
import type { ConnectAction } from '../lesson'
import type { connectCalls } from '../model/calls'
import type { TrialName, TrialReport } from '../model/trials'
import { loopbackAddress, serverPort } from '#shared/exercise'
import { type NumberLimits, portLimits, readNumber } from '#ui/components/number-text'
import { TaskState } from '#ui/task-kit/task-state.svelte.ts'

export const limits = {
  port: portLimits,
  wait: { minimum: 10, maximum: 60_000 }
} satisfies Record<string, NumberLimits>

/** Why no answer came, as far as this socket was told. */
function wordsOfSilence(connected: boolean, refused: boolean, waitMs: number): string {
  if (refused) {
    return 'No answer. The system told this socket why: the error ECONNREFUSED says that nobody is bound there.'
  }
  const socket = connected ? 'connected' : 'unconnected'
  return `No answer within ${waitMs} ms. The ${socket} socket was told nothing, so it cannot know why. The try “A dead port” looks closer.`
}

type TrialKey = `${TrialName}:${boolean}`

export class ConnectState extends TaskState<typeof connectCalls> {
  readonly definition = connect
  port = $state(String(serverPort))
  wait = $state('1000')
  silence: string | null = $state(null)
  /** The pane that is shown where there is room for one, and which of the two clients where there is room for one of them. */
  pane = $state('server')
  client = $state('client')
  #reports: Partial<Record<TrialKey, TrialReport>> = $state.raw({})
  #trying: TrialKey | null = $state(null)

  readonly actions: Record<ConnectAction, () => Promise<void>> = {
    'exchange-unconnected': () => this.#withServer(() => this.exchange(false)),
    'exchange-connected': () => this.#withServer(() => this.exchange(true)),
    'trial-connect-only': () => this.#trial('connect-only', true),
    'trial-stranger': () => this.#trial('stranger', true, false),
    'trial-dead-port': () => this.#trial('dead-port', true, false),
    'trial-second-address': () => this.#trial('second-address', true, false),
    'trial-queued-before': () => this.#trial('queued-before', true),
    'trial-disconnect': () => this.#trial('disconnect', true)
  }

  override get own(): readonly TrialReport[] {
    return Object.values(this.#reports)
  }

  get server() {
    return this.session.open('server', 'server')
  }

  report(trial: TrialName, connected: boolean): TrialReport | null {
    return this.#reports[`${trial}:${connected}`] ?? null
  }

  isTrying(trial: TrialName, connected: boolean): boolean {
    return this.#trying === `${trial}:${connected}`
  }

  get trying(): boolean {
    return this.#trying !== null
  }

  async start(): Promise<void> {
    const port = readNumber(this.port, 'Port', limits.port)
    if (!port.ok) return void this.refuse(port.problem)
    const place = { address: loopbackAddress, port: port.value }
    // Somebody listens again: why no answer came is no longer so.
    if (await this.attempt('startServer', place)) this.silence = null
  }

  async stop(): Promise<void> {
    await this.attempt('stopServer')
  }

  async #withServer(work: () => Promise<void>): Promise<void> {
    const students = this.students?.runs('task3-server') ?? false
    if (!this.server && !students) await this.start()
    if (this.server || students) await work()
  }

  /** The try in these columns, one after the other. */
  #trial(trial: TrialName, ...columns: boolean[]): Promise<void> {
    return this.#withServer(async () => {
      for (const connected of columns) await this.trial(trial, connected)
    })
  }

  /** On both sockets, beside each other. */
  tryBoth(trial: TrialName): Promise<void> {
    return this.#trial(trial, true, false)
  }

  usePort(port: number): void {
    this.port = String(port)
    this.fault = null
  }

  async exchange(connected: boolean): Promise<void> {
    const wait = readNumber(this.wait, 'Wait', limits.wait, 'ms')
    if (!wait.ok) return void this.refuse(wait.problem)
    this.silence = null
    // The log of the socket that does it is the one to look at.
    this.client = connected ? 'client' : 'unconnected'
    const done = await this.attempt('exchange', { connected, waitMs: wait.value })
    if (!done || done.value.answered > 0) return
    this.silence = wordsOfSilence(connected, done.value.refused, wait.value)
  }

  async trial(trial: TrialName, connected: boolean): Promise<void> {
    const key: TrialKey = `${trial}:${connected}`
    this.#trying = key
    const told = await this.attempt('trial', { trial, connected })
    this.#trying = null
    if (told) this.#reports = { ...this.#reports, [key]: told.value }
  }

  override async clear(): Promise<void> {
    await super.clear()
    this.#reports = {}
    this.silence = null
  }
}
