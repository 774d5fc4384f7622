/**
 * The events of a session that are kept for a window, bounded in bytes. An endpoint's log is a whole beginning: once one
 * of its batches found no room, no later one is kept. What came after that is counted.
 */
import type { EventBatch } from '#shared/events/batch'
import { sizeOfBatch } from '#shared/events/batch-size'
import {
  addCounts,
  type BeyondCounts,
  countsOf,
  type EndpointBeyond,
  nothingBeyond
} from '#shared/events/beyond'
import type { SessionEvent } from '#shared/events/session'
import type { ThreadEvents } from '../endpoints/thread-events'

/** A run of 1,000,000 numbers has three million events in some 20 MB. */
const keptBytesDefault = 48 * 1024 * 1024
/** One endpoint leaves room for others: whoever talks to a server that was flooded sees what the client did. */
const endpointShare = 0.75
/** As many events as can be opened again from the history (packed/event-codec.ts). */
const eventLimit = 8_000_000
/** Counts are told at most so often. */
const tellEveryMs = 100

export interface KeptSettings {
  /** Keep what was told, for a window that joins later; without it everything is told, and nothing kept. */
  keepEvents: boolean
  /** Bytes of events kept of a session. */
  keptBytes?: number
  onEvent: (event: SessionEvent) => void
}

export interface Watcher {
  onNews: ((news: EventBatch | EndpointBeyond) => void) | null
}

interface Kept {
  bytes: number
  beyond: BeyondCounts | null
}

export class KeptEvents {
  readonly batches: EventBatch[] = []
  readonly #sessionId: string
  readonly #settings: KeptSettings
  readonly #watcher: Watcher
  readonly #limitBytes: number
  readonly #endpoints = new Map<number, Kept>()
  readonly #untold = new Set<number>()
  #timer: NodeJS.Timeout | null = null
  #bytes = 0
  #events = 0
  #ended = false

  /** @param watcher sees everything first, whether it is kept or not */
  constructor(sessionId: string, settings: KeptSettings, watcher: Watcher) {
    this.#sessionId = sessionId
    this.#settings = settings
    this.#limitBytes = settings.keptBytes ?? keptBytesDefault
    this.#watcher = watcher
  }

  /** For an endpoint's thread. What it gives back says whether the thread is to send any more payloads. */
  hearing(endpointId: number): Pick<ThreadEvents, 'batch' | 'beyond'> {
    return {
      batch: (batch) => this.#batch({ sessionId: this.#sessionId, ...batch }),
      beyond: (counts) => this.#beyond(endpointId, counts)
    }
  }

  #batch(batch: EventBatch): boolean {
    if (this.#ended) return false
    this.#watcher.onNews?.(batch)
    if (!this.take(batch)) return false
    this.#settings.onEvent({ type: 'batch', sessionId: this.#sessionId, batch })
    return true
  }

  #beyond(endpointId: number, counts: BeyondCounts): boolean {
    if (this.#ended) return false
    this.#watcher.onNews?.({ endpointId, counts })
    this.count(endpointId, counts)
    return !this.#settings.keepEvents
  }

  /** Another session has begun: what still comes belongs to none. */
  end(): void {
    this.#ended = true
    if (this.#timer) clearTimeout(this.#timer)
  }

  get bytes(): number {
    return this.#bytes
  }

  /** What was counted and is not among the batches. */
  get beyond(): EndpointBeyond[] {
    return [...this.#endpoints].flatMap(([endpointId, { beyond }]) =>
      beyond ? [{ endpointId, counts: copyOf(beyond) }] : []
    )
  }

  /** Keeps a batch, or counts it. Returns whether a window is to see it. */
  take(batch: EventBatch): boolean {
    if (!this.#settings.keepEvents) return true
    const endpoint = this.#endpointOf(batch.endpointId)
    const bytes = sizeOfBatch(batch)
    const fits =
      endpoint.beyond === null &&
      this.#bytes + bytes <= this.#limitBytes &&
      endpoint.bytes + bytes <= this.#limitBytes * endpointShare &&
      this.#events + batch.count <= eventLimit
    if (!fits) {
      this.count(batch.endpointId, countsOf(batch))
      return false
    }
    endpoint.bytes += bytes
    this.#bytes += bytes
    this.#events += batch.count
    this.batches.push(batch)
    return true
  }

  /** Counts what did not even come as a batch. */
  count(endpointId: number, counts: BeyondCounts): void {
    const endpoint = this.#endpointOf(endpointId)
    endpoint.beyond ??= nothingBeyond()
    addCounts(endpoint.beyond, counts)
    this.#untold.add(endpointId)
    if (this.#timer) return
    this.#tellAll()
    this.#timer = setTimeout(() => {
      this.#timer = null
      this.#tellAll()
    }, tellEveryMs)
    this.#timer.unref()
  }

  #tellAll(): void {
    for (const endpointId of this.#untold) {
      const counts = copyOf(this.#endpointOf(endpointId).beyond!)
      this.#settings.onEvent({ type: 'beyond', sessionId: this.#sessionId, endpointId, counts })
    }
    this.#untold.clear()
  }

  #endpointOf(endpointId: number): Kept {
    const known = this.#endpoints.get(endpointId) ?? { bytes: 0, beyond: null }
    this.#endpoints.set(endpointId, known)
    return known
  }
}

const copyOf = ({ byKind, sizeBytes }: BeyondCounts): BeyondCounts => ({ byKind: [...byKind], sizeBytes })
