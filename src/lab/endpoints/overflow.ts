/**
 * Events that are only counted, in the endpoint's own thread: when the lab keeps no more of it, or when more is on its
 * way to the lab than the lab has taken. So no queue between the two grows without bound, whatever floods the socket.
 */
import type { EventKindCode } from '#shared/events/batch'
import { addCounts, type BeyondCounts, nothingBeyond } from '#shared/events/beyond'
import { monotonicMs } from '../clock'
import { controlSlots } from './protocol'

/** Bytes on their way to the lab from which on payloads wait no more for it. */
export const flightBytesMaximum = 16 * 1024 * 1024
/** The same for numbers, which a run's ledger is made of: ten times what a run has ever had on its way. */
export const numberFlightBytesMaximum = 64 * 1024 * 1024
const tellEveryMs = 250
/** Timers of a flooded thread may wait: it looks at the clock after so many events. */
const lookEvery = 4096

export class Overflow {
  readonly #control: Int32Array
  readonly #tell: (counts: BeyondCounts) => void
  #counts = nothingBeyond()
  #events = 0
  #toldMs = -Infinity
  #timer: NodeJS.Timeout | null = null
  /** The event before was not admitted. */
  #over = false

  /** @param control the slots that the lab and the thread share */
  constructor(control: Int32Array, tell: (counts: BeyondCounts) => void) {
    this.#control = control
    this.#tell = tell
  }

  get over(): boolean {
    return this.#over
  }

  /** Whether an event with a payload may go to the lab. Once over, there is room again at half of the bound. */
  admits(): boolean {
    if (Atomics.load(this.#control, controlSlots.full) !== 0) return false
    const maximum = this.#over ? flightBytesMaximum / 2 : flightBytesMaximum
    return Atomics.load(this.#control, controlSlots.flightBytes) < maximum
  }

  /** Whether a batch of numbers may. */
  admitsNumbers(): boolean {
    return Atomics.load(this.#control, controlSlots.flightBytes) < numberFlightBytesMaximum
  }

  /** A batch goes to the lab, which takes its size off again. */
  leaves(bytes: number): void {
    Atomics.add(this.#control, controlSlots.flightBytes, bytes)
  }

  /** Counts one event. The first is told at once, so that the lab knows where its log ends. */
  count(kind: EventKindCode, sizeBytes: number): void {
    this.#counts.byKind[kind] = this.#counts.byKind[kind]! + 1
    this.#counts.sizeBytes += sizeBytes
    this.#events += 1
    if (!this.#over) {
      this.#over = true
      this.tell()
    } else if (this.#events % lookEvery === 0 && monotonicMs() - this.#toldMs >= tellEveryMs) this.tell()
    else this.#timer ??= setTimeout(() => this.tell(), tellEveryMs)
  }

  /** Counts a whole batch. */
  countAll(counts: BeyondCounts): void {
    addCounts(this.#counts, counts)
    this.#events += 1
    this.tell()
  }

  /** Events are admitted again: what was counted is told before them. */
  end(): void {
    this.#over = false
    this.tell()
  }

  tell(): void {
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = null
    if (this.#events === 0) return
    const counts = this.#counts
    this.#counts = nothingBeyond()
    this.#events = 0
    this.#toldMs = monotonicMs()
    this.#tell(counts)
  }
}

/** For events that go nowhere: a rehearsal's. */
export const noOverflow = (): Overflow => new Overflow(new Int32Array(controlSlots.length), () => undefined)
