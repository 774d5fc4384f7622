/**
 * Plays a run's events in the order of their times, so that it is known at each moment what was where. A read has no event of
 * its own: a busy server reads a datagram when it has answered the one before, or at once when it has nothing to do.
 */
import { type EventBatch, EventKind, type EventKindCode } from '#shared/events/batch'
import { Delivery } from '../ledger'
import type { PerSide } from '../tally'
import { EventStream } from './event-stream'
import type { Fates } from './fates'
import { firstFrame, type QueueFrame } from './frame'
import { type FilmQueue, filmQueue, type QueueFacts } from './played-queue'

export interface FilmSource {
  /** The run's numbers are 1 to `count`. */
  count: number
  batches: Record<keyof PerSide, readonly EventBatch[]>
  fates: Fates
  queues: Record<keyof PerSide, QueueFacts>
  /** The server is busy with each datagram after it has read it. */
  serves: boolean
}

/** What happens as it is played. */
export interface PlayerEvents {
  /** At the event that was counted last. */
  lost?: (queue: keyof PerSide, number: number, timeMs: number) => void
  /** Nothing changes from the frame's time until `timeMs`. */
  still?: (timeMs: number) => void
}

export interface Keyframe {
  frame: QueueFrame
  streams: readonly (readonly number[])[]
  queues: readonly (readonly number[])[]
}

export class QueuePlayer {
  readonly frame: QueueFrame = { ...firstFrame }
  readonly queues: Record<keyof PerSide, FilmQueue>
  readonly #sends: EventStream
  readonly #serves: EventStream
  readonly #returns: EventStream
  readonly #bits: Uint8Array
  readonly #busy: boolean
  readonly #tell: PlayerEvents

  constructor({ count, batches, fates, queues, serves }: FilmSource, tell: PlayerEvents = {}) {
    const stream = (side: keyof PerSide, ...kinds: EventKindCode[]) =>
      new EventStream({
        batches: batches[side],
        kinds,
        partner: fates.partnerOf(side),
        count,
        repeated: fates.repeated[side]
      })
    const { sent, unsent, received, served, dropped } = EventKind
    this.#sends = stream('client', sent, unsent)
    this.#serves = stream('server', received, served, sent, dropped)
    this.#returns = stream('client', received)
    this.queues = { server: filmQueue(queues.server), client: filmQueue(queues.client) }
    this.#bits = fates.bits
    this.#busy = serves
    this.#tell = tell
  }

  /** When the next event happens; Infinity after the last. */
  get nextMs(): number {
    return Math.min(this.#sends.timeMs, this.#serves.timeMs, this.#returns.timeMs)
  }

  /** Plays all events up to `timeMs`, at most `eventsMaximum`. Returns how many there were. */
  playUntil(timeMs: number, eventsMaximum = Infinity): number {
    let events = 0
    for (; events < eventsMaximum; events++) {
      const nextMs = this.nextMs
      if (nextMs > timeMs || nextMs === Infinity) break
      this.#tell.still?.(nextMs)
      this.frame.events += 1
      if (this.#sends.timeMs === nextMs) this.#send()
      else if (this.#serves.timeMs === nextMs) this.#serve(nextMs)
      else this.#return(nextMs)
      this.#beginService()
    }
    return events
  }

  keep(): Keyframe {
    return {
      frame: { ...this.frame },
      streams: [this.#sends.keep(), this.#serves.keep(), this.#returns.keep()],
      queues: [this.queues.server.keep(), this.queues.client.keep()]
    }
  }

  restore({ frame, streams, queues }: Keyframe): void {
    Object.assign(this.frame, frame)
    this.#sends.restore(streams[0]!)
    this.#serves.restore(streams[1]!)
    this.#returns.restore(streams[2]!)
    this.queues.server.restore(queues[0]!)
    this.queues.client.restore(queues[1]!)
  }

  #note(side: keyof PerSide, stream: EventStream, timeMs: number): void {
    const { frame } = this
    frame.timeMs = timeMs
    frame.eventSide = side
    frame.eventKind = stream.kind
    frame.eventNumber = stream.number
    frame.eventMs = stream.ownMs
  }

  #send(timeMs = this.#sends.timeMs): void {
    const { frame } = this
    const { kind, number, sizeBytes } = this.#sends
    this.#note('client', this.#sends, timeMs)
    this.#sends.next()
    if (kind === EventKind.unsent) {
      frame.unsent += 1
      return
    }
    frame.sent += 1
    frame.lastSent = number
    if (this.#bits[number]! & (Delivery.served | Delivery.dropped)) this.queues.server.admit(sizeBytes)
    else this.#loseRequest(number, timeMs)
  }

  #loseRequest(number: number, timeMs: number): void {
    this.frame.lostRequests += 1
    this.frame.lastLostRequest = number
    this.frame.lostRequestMs = timeMs
    this.#tell.lost?.('server', number, timeMs)
  }

  #serve(timeMs: number): void {
    const { frame, queues } = this
    const { kind, number, sizeBytes } = this.#serves
    if (kind !== EventKind.sent) this.#makeSent(timeMs)
    this.#note('server', this.#serves, timeMs)
    this.#serves.next()
    if (kind === EventKind.dropped) {
      queues.server.read(sizeBytes)
      return this.#loseRequest(number, timeMs)
    }
    if (kind !== EventKind.sent) {
      if (frame.inService > 0) {
        frame.inService -= 1
        queues.server.correct(sizeBytes - frame.begunBytes)
      } else queues.server.read(sizeBytes)
      frame.served += 1
      frame.lastServed = number
      if (kind === EventKind.received) return
    }
    frame.replied += 1
    if (this.#bits[number]! & Delivery.returned) return queues.client.admit(sizeBytes)
    frame.lostReplies += 1
    frame.lastLostReply = number
    frame.lostReplyMs = timeMs
    this.#tell.lost?.('client', number, timeMs)
  }

  /** What is served was sent before: a file that says otherwise is played as if it had been, and counted. */
  #makeSent(timeMs: number): void {
    const { frame, queues } = this
    while (frame.inService + queues.server.length === 0) {
      frame.early += 1
      if (this.#sends.timeMs < Infinity) {
        this.#send(timeMs)
        continue
      }
      // It arrived, although the answer of its send() never came: it counts as sent, as in the ledger.
      frame.sent += 1
      queues.server.admit(this.#serves.sizeBytes)
    }
  }

  #return(timeMs: number): void {
    const { frame, queues } = this
    while (queues.client.length === 0 && this.#serves.timeMs < Infinity) {
      frame.early += 1
      this.#serve(timeMs)
    }
    this.#note('client', this.#returns, timeMs)
    frame.returned += 1
    frame.lastReturned = this.#returns.number
    queues.client.read(this.#returns.sizeBytes)
    this.#returns.next()
  }

  /** A busy server that is free takes the next one out of its queue. */
  #beginService(): void {
    const { frame, queues } = this
    if (!this.#busy || frame.inService > 0 || queues.server.length === 0) return
    frame.begunBytes = this.#serves.sizeBytes
    queues.server.read(frame.begunBytes)
    frame.inService = 1
  }
}
