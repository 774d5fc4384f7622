/** The one server of a task that a switch starts and stops. */
import { failure, type Result, success } from '../../shared/fault'
import { type EndpointAddress, formatEndpoint } from '../../shared/model/address'
import type { EndpointInfo } from '../../shared/model/endpoint'
import type { EndpointDescription, EndpointThread } from '../endpoints/endpoint-thread'
import type { Opening, Session } from '../session'

export class ServerSlot {
  readonly #session: Session
  readonly #description: EndpointDescription
  #thread: EndpointThread | null = null
  #starting = false
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

  async start(opening: Omit<Opening, 'stepped'>): Promise<Result<EndpointInfo>> {
    if (this.thread || this.#starting) {
      return failure(
        'run/already-running',
        `${this.#description.name} runs already, on ${formatEndpoint(this.place)}.`,
        { advice: 'Stop it before you start it again.' }
      )
    }
    this.#starting = true
    const opened = await this.#session.open(this.#description, { ...opening, stepped: true })
    this.#starting = false
    if (!opened.ok) return opened
    this.#thread = opened.value
    this.place = opened.value.local ?? opening.local
    return success(opened.value.info)
  }

  /** Stops it; a server that does not run is stopped already. */
  async stop(): Promise<void> {
    const thread = this.#thread
    this.#thread = null
    await thread?.close()
  }
}
