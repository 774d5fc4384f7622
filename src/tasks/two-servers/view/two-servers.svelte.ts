/** Task 2's tab: two servers, one client socket, and which answer it took for whose. */
import { twoServers } from '../index'
import type { TwoServersAction } from '../lesson'
import type { twoServersCalls } from '../model/calls'
import { type ServerNumber, serverNumbers, serverPorts } from '../model/servers'
import { type EndpointAddress, formatEndpoint, sameEndpoint } from '#shared/events/address'
import { EventKind } from '#shared/events/batch'
import { payloadText } from '#shared/events/payload'
import { loopbackAddress } from '#shared/exercise'
import { type NumberLimits, portLimits, readNumber } from '#ui/components/number-text'
import { TaskState } from '#ui/task-kit/task-state.svelte.ts'

export const limits = {
  port: portLimits,
  delay: { minimum: 0, maximum: 10_000 },
  wait: { minimum: 10, maximum: 60_000 }
} satisfies Record<string, NumberLimits>

/** Long enough for the other answer to overtake, on any machine. */
export const bitingDelayMs = 50

export interface Misnaming {
  from: string
  text: string
  calledServer: number
}

export class TwoServersState extends TaskState<typeof twoServersCalls> {
  readonly definition = twoServers
  ports: Record<ServerNumber, string> = $state({
    1: String(serverPorts[1]),
    2: String(serverPorts[2])
  })
  delay = $state('0')
  wait = $state('1000')
  byArrival = $state(false)
  /** How many of the last exchange's two answers are missing. */
  missing = $state(0)
  /** The pane that is shown where there is room for one. */
  pane = $state('server-1')
  /** The delay that the running server 1 was started with. */
  #delayInForce: string | null = $state(null)

  readonly actions: Record<TwoServersAction, () => Promise<void>> = {
    'start-servers': async () => void (await this.#ensureServers()),
    send: () => this.#sendWithServers(this.byArrival),
    'send-to-trap': () => this.#sendLate(true),
    'send-by-source': () => this.#sendLate(false),
    'stop-one-and-send': async () => {
      this.byArrival = false
      if (!this.isRunning(1)) await this.start(1)
      if (this.isRunning(2)) await this.stop(2)
      if (this.isRunning(1)) await this.sendToBoth()
    }
  }

  isRunning(server: ServerNumber): boolean {
    return this.session.open('server', `server-${server}`) !== null
  }

  /** The field says another delay than the running server has. */
  get delayWaits(): boolean {
    return this.isRunning(1) && this.#delayInForce !== null && this.#delayInForce !== this.delay
  }

  async start(server: ServerNumber): Promise<void> {
    const port = readNumber(this.ports[server], `Port of server ${server}`, limits.port)
    const delay = server === 1 ? readNumber(this.delay, 'Delay of server 1', limits.delay, 'ms') : null
    if (!port.ok) return void this.refuse(port.problem)
    if (delay && !delay.ok) return void this.refuse(delay.problem)
    const delayMs = delay?.value ?? 0
    const started = await this.attempt('startServer', { server, port: port.value, delayMs })
    if (started && server === 1) this.#delayInForce = this.delay
    // Which server did not answer is no longer so.
    if (started) this.missing = 0
  }

  async stop(server: ServerNumber): Promise<void> {
    await this.attempt('stopServer', { server })
  }

  /** The port goes to the server whose own is taken: the one that does not run. */
  usePort(port: number): void {
    this.ports[this.isRunning(1) ? 2 : 1] = String(port)
    this.fault = null
  }

  async #ensureServers(): Promise<boolean> {
    for (const server of [1, 2] as const) {
      // A program of the student's may have its place.
      if (this.isRunning(server) || this.students?.runs(`task2-server${server}`)) continue
      await this.start(server)
      if (!this.isRunning(server)) return false
    }
    return true
  }

  async #sendWithServers(byArrival: boolean): Promise<void> {
    this.byArrival = byArrival
    if (await this.#ensureServers()) await this.sendToBoth()
  }

  async #sendLate(byArrival: boolean): Promise<void> {
    const late = String(bitingDelayMs)
    if (this.delay !== late || this.delayWaits) await this.delayServer1()
    await this.#sendWithServers(byArrival)
  }

  /** Lets the trap bite: server 1's answer comes last. */
  async delayServer1(): Promise<void> {
    this.delay = String(bitingDelayMs)
    if (!this.isRunning(1)) return
    await this.stop(1)
    await this.start(1)
  }

  async sendToBoth(): Promise<void> {
    const wait = readNumber(this.wait, 'Wait', limits.wait, 'ms')
    if (!wait.ok) return void this.refuse(wait.problem)
    this.missing = 0
    const sent = await this.attempt('sendToBoth', { byArrival: this.byArrival, waitMs: wait.value })
    if (sent) this.missing = 2 - sent.value.answered
  }

  /** The answers of the last client that were given the wrong server's number. */
  misnamings(): Misnaming[] {
    void this.session.version
    const client = this.session.endpoints.findLast(({ info }) => info.program.id === 'two-servers-client')
    if (!client?.info.program.byArrival) return []
    const servers = client.info.program.servers ?? this.#places()
    const answers = [...client.store].filter(({ kind }) => kind === EventKind.received)
    return answers.flatMap(({ peer, payload }, index) => {
      const sender = peer ? servers.findIndex((server) => sameEndpoint(server, peer)) : -1
      if (!peer || sender < 0 || sender === index) return []
      return [
        {
          from: formatEndpoint(peer),
          text: payloadText(payload ?? new Uint8Array(0)),
          calledServer: index + 1
        }
      ]
    })
  }

  #places(): EndpointAddress[] {
    return serverNumbers.map((number) => ({ address: loopbackAddress, port: serverPorts[number] }))
  }

  override async clear(): Promise<void> {
    await super.clear()
    this.missing = 0
  }
}
