/** Task 1's tab: what is typed, and what the last exchange came to. */
import { oneServer } from '../index'
import type { OneServerAction } from '../lesson'
import { clientsMaximum, type oneServerCalls } from '../model/calls'
import { formatEndpoint, isIpv4 } from '#shared/events/address'
import { loopbackAddress, serverPort, texts } from '#shared/exercise'
import { type NumberLimits, portLimits, readNumber } from '#ui/components/number-text'
import { TaskState } from '#ui/task-kit/task-state.svelte.ts'

export const limits = {
  port: portLimits,
  clients: { minimum: 1, maximum: clientsMaximum },
  wait: { minimum: 10, maximum: 60_000 }
} satisfies Record<string, NumberLimits>

export class OneServerState extends TaskState<typeof oneServerCalls> {
  readonly definition = oneServer
  address = $state(loopbackAddress as string)
  port = $state(String(serverPort))
  message = $state(texts.request as string)
  clients = $state('1')
  wait = $state('1000')
  /** Why nobody answered, in words; null when all was well. */
  silence: string | null = $state(null)
  /** Shares of the panes. */
  columns: readonly number[] = $state.raw([0.95, 1.1, 1.15])

  readonly actions: Record<OneServerAction, () => Promise<void>> = {
    'start-server': () => this.#ensureServer(),
    'run-client': () => this.#runClients('1'),
    'run-two-clients': () => this.#runClients('1', '1'),
    'run-eight-clients': () => this.#runClients('8'),
    'stop-and-send': async () => {
      if (this.server) await this.stop()
      await this.#sendAtOnce('1')
    }
  }

  get server() {
    return this.session.open('server', 'server')
  }

  get addressProblem(): string | null {
    return isIpv4(this.address.trim()) ? null : 'An IPv4 address, such as 127.0.0.1.'
  }

  /** Where the fields point to, or null after a refusal. */
  #place(): { address: string; port: number } | null {
    const port = readNumber(this.port, 'Port', limits.port)
    if (this.addressProblem) {
      return this.refuse(`"${this.address}" is not an IPv4 address.`, 'Use four numbers, such as 127.0.0.1.')
    }
    if (!port.ok) return this.refuse(port.problem)
    return { address: this.address.trim(), port: port.value }
  }

  async start(): Promise<void> {
    const place = this.#place()
    if (place) await this.attempt('startServer', place)
  }

  async stop(): Promise<void> {
    await this.attempt('stopServer')
  }

  async #ensureServer(): Promise<void> {
    if (!this.server) await this.start()
  }

  /** One run after the other, each of so many clients at once. */
  async #runClients(...runs: string[]): Promise<void> {
    await this.#ensureServer()
    if (!this.server) return
    for (const clients of runs) await this.#sendAtOnce(clients)
  }

  /** Sends as the fields say, but for the number of clients, which the student finds unchanged. */
  async #sendAtOnce(clients: string): Promise<void> {
    const typed = this.clients
    this.clients = clients
    await this.send()
    this.clients = typed
  }

  usePort(port: number): void {
    this.port = String(port)
    this.fault = null
  }

  async send(): Promise<void> {
    const place = this.#place()
    if (!place) return
    const clients = readNumber(this.clients, 'Clients at once', limits.clients)
    const wait = readNumber(this.wait, 'Wait', limits.wait, 'ms')
    if (!clients.ok) return void this.refuse(clients.problem)
    if (!wait.ok) return void this.refuse(wait.problem)
    this.silence = null
    const listening = this.server?.state
    const sent = await this.attempt('sendMessage', {
      text: this.message,
      clients: clients.value,
      waitMs: wait.value,
      ...place
    })
    if (!sent || sent.value.answered === sent.value.clients) return
    const { answered, clients: all } = sent.value
    const who = all === 1 ? 'Nobody answered' : `${all - answered} of ${all} clients got no answer`
    const known =
      listening?.phase === 'open' && listening.local.port === place.port
        ? 'A server was listening there: its answer was lost or came too late.'
        : 'As far as we see no socket is bound there, so the kernel threw the datagram away. The client is not told: only the end of its wait ends the silence.'
    this.silence = `${who} at ${formatEndpoint(place)} within ${wait.value} ms. ${known}`
  }
}
