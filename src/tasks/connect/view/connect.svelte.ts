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

type TrialKey = `${TrialName}:${boolean}`

const evenRows: readonly number[] = [1, 1.6]

export class ConnectState extends TaskState<typeof connectCalls> {
  readonly definition = connect
  port = $state(String(serverPort))
  wait = $state('1000')
  silence: string | null = $state(null)
  rows: readonly number[] = $state.raw(evenRows)
  columns: readonly number[] = $state.raw([1, 1, 1])
  lower: readonly number[] = $state.raw([1.25, 1])
  #reports: Partial<Record<TrialKey, TrialReport>> = $state.raw({})
  #trying: TrialKey | null = $state(null)

  readonly actions: Record<ConnectAction, () => Promise<void>> = {
    'start-server': () => this.#withServer(async () => undefined),
    'exchange-unconnected': () => this.#withServer(() => this.exchange(false)),
    'exchange-connected': () => this.#withServer(() => this.exchange(true)),
    'trial-connect-only': () => this.#trial('connect-only', true),
    'trial-stranger': () => this.#trial('stranger', true, false),
    'trial-dead-port': () => this.#trial('dead-port', true, false),
    'trial-second-address': () => this.#trial('second-address', true, false)
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

  protected override makeRoomForPrograms(): void {
    if (this.rows === evenRows) this.rows = [2.2, 1]
  }

  async start(): Promise<void> {
    const port = readNumber(this.port, 'Port', limits.port)
    if (!port.ok) return void this.refuse(port.problem)
    await this.attempt('startServer', { address: loopbackAddress, port: port.value })
  }

  async stop(): Promise<void> {
    await this.attempt('stopServer')
  }

  async #withServer(work: () => Promise<void>): Promise<void> {
    if (!this.server) await this.start()
    if (this.server) await work()
  }

  /** The try in these columns, one after the other. */
  #trial(trial: TrialName, ...columns: boolean[]): Promise<void> {
    return this.#withServer(async () => {
      for (const connected of columns) await this.trial(trial, connected)
    })
  }

  usePort(port: number): void {
    this.port = String(port)
    this.fault = null
  }

  async exchange(connected: boolean): Promise<void> {
    const wait = readNumber(this.wait, 'Wait', limits.wait, 'ms')
    if (!wait.ok) return void this.refuse(wait.problem)
    this.silence = null
    const done = await this.attempt('exchange', { connected, waitMs: wait.value })
    if (!done || done.value.answered > 0) return
    this.silence = connected
      ? 'No answer. The socket was connected, so the ICMP “port unreachable” came back to it as ECONNREFUSED: it knows at once that nobody is bound there.'
      : `No answer within ${wait.value} ms. The same ICMP message came back, but an unconnected socket is not told: it waited in vain.`
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
