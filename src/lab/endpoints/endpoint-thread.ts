/** An endpoint as the lab holds it: its thread, its state, and calls that never outlive the thread. */
import type { Fault, failure } from '#shared/fault'
import { type EndpointAddress } from '#shared/events/address'
import { sizeOfBatch } from '#shared/events/batch-size'
import type { EndpointInfo, EndpointState } from '#shared/events/endpoint'
import type { EngineName } from '#shared/events/engine'
import { expire } from '../next-turn'
import { reserveReceiveArena } from '../net/receive-arena'
import { motionSlots } from './gate'
import { ThreadCalls, type ThreadRequest } from '../thread-calls'
import type { CommandName, Commands, FromThread } from './protocol'
import { listServer } from './listed-server'
import { servers } from './server-table'
import { ThreadControl } from './thread-control'
import type { ThreadEvents, ThreadNeeds } from './thread-events'
import { closedEarly, deathOf, hungFor, saysClosed } from './thread-faults'
import type { Lease } from './thread-pool'

/** A thread that has not given a sign of life for this long is ended. Its beat is twice a second. */
const hungAfterMs = 8000
const watchEveryMs = 1000

export type EndpointDescription = Omit<EndpointInfo, 'id' | 'state'>

type Failure = ReturnType<typeof failure>

export class EndpointThread {
  /** What is behind its socket. */
  readonly engine: EngineName
  readonly #lease: Lease
  readonly #control: ThreadControl
  readonly #events: ThreadEvents
  readonly #calls = new ThreadCalls<Commands, Failure>()
  readonly #watch: NodeJS.Timeout
  #info: EndpointInfo
  #end: Failure | null = null
  #closing: Promise<void> | null = null
  /** Takes a server off the list of those that are open. */
  #unlist: (() => void) | null = null
  #beat = -1
  #silentMs = 0
  /** Resolves when the thread is gone or somebody else's, however that came. */
  readonly ended: Promise<void>

  constructor(
    { threads, engine, motion }: ThreadNeeds,
    id: number,
    description: EndpointDescription,
    events: ThreadEvents,
    readonly hungMs = hungAfterMs
  ) {
    this.engine = engine
    if (engine === 'node') reserveReceiveArena()
    this.#control = new ThreadControl(engine === 'system')
    this.#events = events
    this.#info = { id, ...description, state: { phase: 'opening' } }
    let end: () => void
    this.ended = new Promise((resolve) => (end = resolve))
    this.#lease = threads.take(
      `${description.role} on ${engine}`,
      {
        control: this.#control.buffer,
        motion: motion ?? new SharedArrayBuffer(4 * motionSlots.length),
        servers: servers.buffer,
        engine,
        bell: this.#control.bell
      },
      {
        message: (message) => this.#hear(message),
        died: (cause) => this.#fail(deathOf(description.name, cause)),
        ended: () => {
          this.#control.end()
          end()
        }
      }
    )
    this.#watch = setInterval(() => this.#look(), watchEveryMs)
    this.#watch.unref()
  }

  get info(): EndpointInfo {
    return this.#info
  }

  get open(): boolean {
    return this.#info.state.phase === 'open'
  }

  get local(): EndpointAddress | null {
    const { state } = this.#info
    return state.phase === 'open' || state.phase === 'closed' ? state.local : null
  }

  /** Where the socket is bound. @throws RangeError of one that was never open */
  get bound(): EndpointAddress {
    const { local } = this
    if (!local) throw new RangeError(`${this.#info.name} has no socket`)
    return local
  }

  /**
   * Asks the thread. When the thread dies, the answer is the fault that says so; when somebody closes the endpoint first,
   * whoever asked is told that, not what a closed socket says.
   */
  async call<K extends CommandName>(
    name: K,
    input: Commands[K]['input']
  ): Promise<Commands[K]['output'] | Failure> {
    if (this.#end) return this.#end
    if (this.#closing) return closedEarly(this.#info.name)
    const answer = await this.#calls.call(name, input, this.#post)
    return this.#closing && saysClosed(answer) ? closedEarly(this.#info.name) : answer
  }

  readonly #post = (request: ThreadRequest<Commands>): void => {
    this.#lease.post(request)
    this.#control.ring()
  }

  async openSocket(input: Commands['open']['input']): Promise<Commands['open']['output']> {
    const opened = await this.call('open', input)
    // Whoever closed it meanwhile is told how it ended; its thread may be somebody else's by now.
    if (this.#end || (this.#closing && !opened.ok)) {
      await this.#closing
      return this.#end ?? opened
    }
    if (opened.ok) this.#become({ phase: 'open', peer: null, ...opened.value })
    else await this.#abandon(opened.fault)
    return opened
  }

  async connect(peer: EndpointAddress): Promise<Commands['connect']['output']> {
    const result = await this.call('connect', peer)
    if (result.ok) this.#connected(peer)
    return result
  }

  #connected(peer: EndpointAddress): void {
    const { state } = this.#info
    if (state.phase === 'open') this.#become({ ...state, peer })
  }

  async disconnect(): Promise<Commands['disconnect']['output']> {
    const result = await this.call('disconnect', null)
    if (result.ok) this.#become({ phase: 'open', peer: null, ...result.value })
    return result
  }

  /** Datagrams dropped at this socket by the kernel's count; null where it does not tell. */
  async drops(): Promise<number | null> {
    const drops = await this.call('drops', null)
    return typeof drops === 'number' ? drops : null
  }

  /** Asks whatever keeps the thread busy to stop; the thread itself goes on. */
  cancel(): void {
    this.#control.cancel()
  }

  /** Tells a client that waits for answers that none is missing which could still come. */
  endWait(): void {
    this.#control.endWait()
  }

  /** Lets it make the call before which slow motion stopped it for the `stop`th time. */
  release(stop: number): void {
    this.#control.release(stop)
  }

  /** A thread that slow motion holds looks again whether it is to go on. */
  wake(): void {
    this.#control.wake()
  }

  /**
   * Closes the socket and gives the thread back, or ends it when it does not close within `deadlineMs`. However many ask
   * for it, it happens once: a thread that was given back may be another endpoint's.
   */
  close(deadlineMs = 2000): Promise<void> {
    return (this.#closing ??= this.#close(deadlineMs))
  }

  async #close(deadlineMs: number): Promise<void> {
    this.cancel()
    if (!this.#end) {
      const { local } = this
      const answered = this.#calls.call('close', null, this.#post).then(() => true)
      const closed = await Promise.race([answered, expire(deadlineMs)])
      if (!this.#end) {
        this.#end = closedEarly(this.#info.name)
        this.#become({ phase: 'closed', local })
        if (closed && this.#calls.idle) return this.#release()
      }
    }
    await this.#terminate()
  }

  #release(): void {
    clearInterval(this.#watch)
    this.#lease.release()
  }

  async #abandon(fault: Fault): Promise<void> {
    this.#fail(fault)
    await this.#terminate()
  }

  async #terminate(): Promise<void> {
    clearInterval(this.#watch)
    await this.#lease.terminate(() => this.#control.ring())
    await this.ended
  }

  #hear(message: FromThread): void {
    if (message.type === 'batch') {
      const more = this.#events.batch({ endpointId: this.#info.id, ...message.batch })
      this.#control.took(sizeOfBatch(message.batch), more !== false)
    } else if (message.type === 'beyond') {
      this.#control.took(0, this.#events.beyond?.(message.counts) ?? true)
    } else if (message.type === 'response') this.#calls.answer(message)
    else if (message.type === 'connected') this.#connected(message.peer)
    else if (message.type === 'place') this.#events.place?.(message.place, message.printedTo)
  }

  /** The first end counts: every later one is its consequence. */
  #fail(fault: Fault): void {
    clearInterval(this.#watch)
    if (!this.#end) {
      this.#end = { ok: false, fault }
      this.#become({ phase: 'failed', fault })
    }
    this.#calls.end(this.#end)
  }

  #look(): void {
    const { beat } = this.#control
    this.#silentMs = beat === this.#beat ? this.#silentMs + watchEveryMs : 0
    this.#beat = beat
    if (this.#silentMs < this.hungMs) return
    this.#fail(hungFor(this.#info.name, this.hungMs))
    void this.#terminate()
  }

  #become(state: EndpointState): void {
    this.#info = { ...this.#info, state }
    this.#unlist?.()
    this.#unlist = state.phase === 'open' && this.#info.role === 'server' ? listServer(state.local) : null
    this.#events.changed(this.#info)
  }
}
