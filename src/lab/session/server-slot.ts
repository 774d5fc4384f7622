/** The one server of a task that a switch starts and stops. The last of several calls at once decides. */
import { failure, type Result, success } from '#shared/fault'
import { type EndpointAddress, formatEndpoint } from '#shared/events/address'
import type { EndpointInfo } from '#shared/events/endpoint'
import type { EndpointDescription, EndpointThread } from '../endpoints/endpoint-thread'
import type { Opening } from './opening'
import type { Session } from './session'

type Start = Omit<Opening, 'stepped' | 'signal'>

export class ServerSlot {
  readonly #session: Session
  readonly #description: EndpointDescription
  #thread: EndpointThread | null = null
  /** Calls of start() that have not answered: a stop ends them all, those too that wait for their turn. */
  readonly #starts = new Set<AbortController>()
  #opening: Promise<unknown> | null = null
  #stopping: Promise<void> | null = null
  /** Where it listens, or last did, or will unless told otherwise. */
  place: EndpointAddress

  constructor(session: Session, description: EndpointDescription, place: EndpointAddress) {
    this.#session = session
    this.#description = description
    this.place = place
  }

  get thread(): EndpointThread | null {
    return this.#thread?.open ? this.#thread : null
  }

  async start(opening: Start): Promise<Result<EndpointInfo>> {
    const start = new AbortController()
    this.#starts.add(start)
    try {
      // Until the last one is closed its port is held; while the session resets it would be taken for one that runs.
      while (this.#stopping) await this.#stopping
      await this.#session.ready()
      if (this.thread || this.#opening) return this.#runsAlready()
      const opened = this.#open(opening, start.signal)
      this.#opening = opened
      return await opened.finally(() => (this.#opening = null))
    } finally {
      this.#starts.delete(start)
    }
  }

  #runsAlready(): ReturnType<typeof failure> {
    return failure(
      'run/already-running',
      `${this.#description.name} runs already, on ${formatEndpoint(this.place)}.`,
      { advice: 'Stop it before you start it again.' }
    )
  }

  async #open(opening: Start, signal: AbortSignal): Promise<Result<EndpointInfo>> {
    const opened = await this.#session.open(this.#description, { ...opening, stepped: true, signal })
    if (!opened.ok) return opened
    this.#thread = opened.value
    this.place = opened.value.local ?? opening.local
    return success(opened.value.info)
  }

  /** Stops it, also while it starts; a server that does not run is stopped already. */
  stop(): Promise<void> {
    for (const start of this.#starts) start.abort()
    return (this.#stopping ??= this.#close().finally(() => (this.#stopping = null)))
  }

  async #close(): Promise<void> {
    await this.#opening
    const thread = this.#thread
    this.#thread = null
    await thread?.close()
  }
}
