/** Task 4: one number by hand, and runs of 1 to n with their ledger. */
import type { CallInput, CallOutputs } from '#shared/contract'
import { failure, type Result, success } from '#shared/fault'
import { type EndpointAddress } from '#shared/model/address'
import type { EndpointInfo } from '#shared/model/endpoint'
import { loopbackAddress, serverPort, texts } from '#shared/tasks/catalogue'
import { plannedTooLong, type Task4Outcome, type Task4Parameters } from '#shared/tasks/task4'
import { monotonicMs } from '../../clock'
import type { Session } from '../../session'
import { runClient } from '../client-run'
import { ServerSlot } from '../server-slot'
import { type Pair, runNumbers, type Where } from './numbers-run'

/** What a series of runs gets while it holds the place of a run. */
export interface Turn {
  where: Where
  cancelled: () => boolean
  onPair: (pair: Pair) => void
}

export class Task4 {
  readonly session: Session
  readonly #server: ServerSlot
  #running: Promise<unknown> | null = null
  #cancelled = false
  #ended = false
  #cancel: (() => void) | null = null

  /** Whether a run may move to a free port when its own is held. */
  readonly #movable: boolean

  constructor(session: Session, port?: number) {
    this.#movable = port === undefined
    this.session = session
    this.#server = new ServerSlot(
      session,
      { name: 'Server', role: 'server', log: 'server', program: { id: 'number-server' } },
      { address: loopbackAddress, port: port ?? serverPort }
    )
  }

  async startServer(local: EndpointAddress): Promise<Result<EndpointInfo>> {
    if (this.#running) return busy
    await (this.session.run.phase === 'idle' ? this.session.ready() : this.session.reset())
    // A run that began meanwhile has stopped what was there; what comes now would be in its terminals.
    if (this.#running) return busy
    return this.#server.start({
      local: { address: local.address, port: local.port },
      behaviour: { kind: 'reply', text: texts.reply, delayMs: 0 }
    })
  }

  stopServer(): Promise<void> {
    return this.#server.stop()
  }

  /** Part 1. A server that is off is started first: what there is to see is the number, not the switch. */
  async sendNumber({ number, waitMs }: CallInput<'sendNumber'>): Promise<Result<CallOutputs['sendNumber']>> {
    if (this.#running) return busy
    if (!this.#server.thread) {
      const started = await this.#startAnywhere()
      if (!started.ok) return started
    }
    await this.session.ready()
    if (this.#running) return busy
    const result = await runClient(this.session, {
      name: this.session.nextName('Client'),
      log: 'client',
      program: { id: 'message-client' },
      targets: [this.#server.place],
      text: String(number),
      waitMs
    })
    return result.ok ? success({ answered: result.value.received }) : result
  }

  async #startAnywhere(): Promise<Result<EndpointInfo>> {
    const { place } = this.#server
    const started = await this.startServer(place)
    if (started.ok || !this.#movable || started.fault.freePort === undefined) return started
    return this.startServer({ ...place, port: started.fault.freePort })
  }

  /** Parts 2 to 4. The terminals begin anew; part 1's server makes room for the run's own. */
  async run({ guess = null, ...parameters }: CallInput<'run'>): Promise<Result<Task4Outcome>> {
    if (this.#running) return busy
    if (this.#ended) return ending
    const tooLong = plannedTooLong(parameters)
    if (tooLong) return failure('input/invalid', tooLong)
    this.#cancelled = false
    const running = this.#measure(parameters, guess)
    this.#running = running
    try {
      return await running
    } finally {
      this.#running = null
      this.#cancel = null
    }
  }

  /** Resolves when no run is on any more; one that is, is cancelled, and so is one that follows at once. */
  async finish(): Promise<void> {
    while (this.#running) {
      this.cancel()
      await this.#running
    }
  }

  /** As finish, for good: no run begins any more. */
  end(): Promise<void> {
    this.#ended = true
    return this.finish()
  }

  async #measure(parameters: Task4Parameters, guess: number | null): Promise<Result<Task4Outcome>> {
    const { session } = this
    await this.#server.stop()
    await session.reset()
    session.setRun({ phase: 'running', parameters, startedAtMs: monotonicMs() })
    const place = this.#server.place
    const result = await runNumbers(session, { place, movable: this.#movable }, parameters, this.#paired)
    if (!result.ok) {
      session.setRun({ phase: 'failed', parameters, fault: result.fault })
      return result
    }
    const { cancelled } = result.value
    const outcome = { ...result.value.outcome, guess }
    session.setRun({ phase: cancelled ? 'cancelled' : 'finished', outcome })
    return success(outcome)
  }

  /** Holds the place of a run for a series of them: until it is done nothing else of this task goes on. */
  async hold<T>(series: (turn: Turn) => Promise<Result<T>>): Promise<Result<T>> {
    if (this.#running) return busy
    if (this.#ended) return ending
    this.#cancelled = false
    const where = { place: this.#server.place, movable: this.#movable }
    const running = this.#server
      .stop()
      .then(() => series({ where, cancelled: () => this.#cancelled, onPair: this.#paired }))
    this.#running = running
    try {
      return await running
    } finally {
      this.#running = null
      this.#cancel = null
    }
  }

  /** From now on these are what cancel stops. */
  readonly #paired = ({ server, client }: Pair): void => {
    this.#cancel = () => {
      client.cancel()
      server.cancel()
    }
    if (this.#cancelled) this.#cancel()
  }

  /** Stops the run that is on; what it has measured by then is its outcome. */
  cancel(): Result<void> {
    if (!this.#running) return failure('run/not-running', 'There is no run to cancel.')
    this.#cancelled = true
    this.#cancel?.()
    return success(undefined)
  }
}

const ending = failure('run/cancelled', 'The lab ends: no run begins any more.')

const busy = failure('run/already-running', 'A run is on already.', {
  advice: 'Wait until it is done, or cancel it.'
})
