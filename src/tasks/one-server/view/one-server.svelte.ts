/** Task 1's tab: what is typed, and what the last exchange came to. */
import { oneServer } from '../index'
import type { OneServerAction, OneServerOwn } from '../lesson'
import { clientsMaximum, type oneServerCalls } from '../model/calls'
import { formatEndpoint, isLocalhost, readAddress } from '#shared/events/address'
import { loopbackAddress, serverPort, texts } from '#shared/exercise'
import { type NumberLimits, portLimits, readNumber } from '#ui/components/number-text'
import { TaskState } from '#ui/task-kit/task-state.svelte.ts'

export const limits = {
  port: portLimits,
  clients: { minimum: 1, maximum: clientsMaximum },
  wait: { minimum: 10, maximum: 60_000 }
} satisfies Record<string, NumberLimits>

const samePortWaitMs = 1000

export class OneServerState extends TaskState<typeof oneServerCalls> {
  readonly definition = oneServer
  address = $state(loopbackAddress as string)
  port = $state(String(serverPort))
  message = $state(texts.request as string)
  clients = $state('1')
  wait = $state('1000')
  /** Why nobody answered, in words; null when all was well. */
  silence: string | null = $state(null)
  /** The pane that is shown where there is room for one. */
  pane = $state('server')
  /** Why two clients could not have one port here, in words, when that was tried last; else null. */
  #withoutSamePort: string | null = $state(null)

  readonly actions: Record<OneServerAction, () => Promise<void>> = {
    'start-server': () => this.#ensureServer(),
    'run-client': () => this.#runClients('1'),
    'run-two-clients': () => this.#runClients('1', '1'),
    'run-same-port': () => this.#runSamePort(),
    'stop-and-send': async () => {
      if (this.server) await this.stop()
      await this.#sendAtOnce('1')
    }
  }

  override get own(): OneServerOwn {
    return { withoutSamePort: this.#withoutSamePort }
  }

  get server() {
    return this.session.open('server', 'server')
  }

  get addressProblem(): string | null {
    const address = this.address.trim()
    return isLocalhost(address) || readAddress(address) !== null
      ? null
      : 'An address, such as 127.0.0.1 or ::1.'
  }

  /** Where the server that runs is bound, or else where the fields point to; null after a refusal. */
  #place(): { address: string; port: number } | null {
    const bound = this.boundAt('server')
    if (bound) return bound
    const port = readNumber(this.port, 'Port', limits.port)
    // The field shows what a name stands for: that is what is used.
    if (isLocalhost(this.address.trim())) this.address = loopbackAddress
    const address = readAddress(this.address.trim())
    if (address === null) {
      return this.refuse(`"${this.address}" is not an IP address.`, 'Use one such as 127.0.0.1 or ::1.')
    }
    if (!port.ok) return this.refuse(port.problem)
    return { address, port: port.value }
  }

  async start(): Promise<void> {
    const place = this.#place()
    if (!place) return
    // Somebody listens again: why nobody answered is no longer so.
    if (await this.attempt('startServer', place)) this.silence = null
  }

  async stop(): Promise<void> {
    await this.attempt('stopServer')
  }

  async #ensureServer(): Promise<void> {
    if (!this.#isServed) await this.start()
  }

  /** By the app's server, or by a program of the student's in its place. */
  get #isServed(): boolean {
    return this.server !== null || (this.students?.runs('task1-server') ?? false)
  }

  /** One run after the other, each of so many clients at once. */
  async #runClients(...runs: string[]): Promise<void> {
    await this.#ensureServer()
    if (!this.#isServed) return
    for (const clients of runs) await this.#sendAtOnce(clients)
  }

  /** Two clients that have the same port, on two addresses. */
  async #runSamePort(): Promise<void> {
    await this.#ensureServer()
    const place = this.boundAt('server')
    if (!place) return
    this.silence = null
    const sent = await this.attempt('sendFromSamePort', {
      text: this.message,
      waitMs: samePortWaitMs,
      ...place
    })
    if (!sent) return
    const { answered, without } = sent.value
    this.#withoutSamePort = without
    if (answered < 2)
      this.silence = `${2 - answered} of 2 clients got no answer at ${formatEndpoint(place)} within ${samePortWaitMs} ms.`
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
    const known = this.students?.runs('task1-server')
      ? 'Your program runs in place of the server: it sent no answer, or sent it elsewhere or too late.'
      : listening?.phase === 'open' && listening.local.port === place.port
        ? 'A server was listening there: its answer was lost or came too late.'
        : 'As far as we see no socket is bound there, so the kernel threw the datagram away. Nobody tells the client. It simply times out.'
    this.silence = `${who} at ${formatEndpoint(place)} within ${wait.value} ms. ${known}`
  }

  override async clear(): Promise<void> {
    await super.clear()
    this.silence = null
  }
}
