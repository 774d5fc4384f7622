/** A run as a film: any moment of it is found by a keyframe and the events after that, without anything made for a frame. */
import type { PerSide } from '../tally'
import type { QueueFrame } from './frame'
import type { Agreement } from './look-check'
import type { Losses } from './losses'
import type { FilmQueue } from './played-queue'
import { type FilmSource, type Keyframe, QueuePlayer } from './player'

/** Events from one keyframe to the next: a millisecond or less of playing. */
export const keyframeEvents = 8192

export interface FilmFacts {
  /** The first send and the last event, on the events' clock. */
  firstMs: number
  lastMs: number
  events: number
  keyframes: readonly Keyframe[]
  losses: Record<keyof PerSide, Losses>
  /** Null: nobody looked into that queue, or the looks are of another one. */
  agreement: Record<keyof PerSide, Agreement | null>
}

export class QueueFilm {
  readonly #player: QueuePlayer

  constructor(
    source: FilmSource,
    readonly facts: FilmFacts
  ) {
    this.#player = new QueuePlayer(source)
  }

  /** The moment that was sought last; the same object for every moment. */
  get frame(): Readonly<QueueFrame> {
    return this.#player.frame
  }

  get queues(): Record<keyof PerSide, FilmQueue> {
    return this.#player.queues
  }

  /** Goes to what was where at `timeMs`. */
  seek(timeMs: number): Readonly<QueueFrame> {
    const keyframe = this.#keyframeAt((frame) => frame.timeMs <= timeMs)
    const { frame } = this.#player
    if (timeMs < frame.timeMs || keyframe.frame.timeMs > frame.timeMs) this.#player.restore(keyframe)
    this.#player.playUntil(timeMs)
    return frame
  }

  /** Goes to the moment that an event made, from 1: several may have one time, as those that were handed over in one call. */
  seekEvent(event: number): Readonly<QueueFrame> {
    const wanted = Math.min(Math.max(event, 1), this.facts.events)
    const { frame } = this.#player
    const keyframe = this.#keyframeAt(({ events }) => events <= wanted)
    if (wanted < frame.events || keyframe.frame.events > frame.events) this.#player.restore(keyframe)
    this.#player.playUntil(Infinity, wanted - frame.events)
    return frame
  }

  /** The event of the first loss at either queue; null: none was lost. */
  get firstLoss(): number | null {
    const { server, client } = this.facts.losses
    const firsts = [server, client].filter(({ count }) => count > 0).map((losses) => losses.event(0))
    return firsts.length > 0 ? Math.min(...firsts) : null
  }

  /** When the number was sent, or the last one before it that was. Moves the film there. */
  sentMs(number: number): number {
    this.#player.restore(this.#keyframeAt((frame) => frame.lastSent < number))
    while (this.frame.lastSent < number && this.#player.nextMs < Infinity) this.#player.playUntil(Infinity, 1)
    return Math.max(this.facts.firstMs, this.frame.timeMs)
  }

  /** The last keyframe of which it holds; what holds of one holds of all before it. The first stands before all events. */
  #keyframeAt(holds: (frame: QueueFrame) => boolean): Keyframe {
    const { keyframes } = this.facts
    let low = 0
    let high = keyframes.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (holds(keyframes[middle]!.frame)) low = middle
      else high = middle - 1
    }
    return keyframes[low]!
  }
}
