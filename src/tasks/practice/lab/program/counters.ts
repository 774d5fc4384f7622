/** What a traced program counts in memory that it shares with us: a file of 64-bit numbers for each of its processes. */
import { readFile } from 'node:fs/promises'
import type { CountedCalls, CounterPlace } from '../../model/trace'

const bytesEach = 8

export class Counters {
  readonly #trace: string
  readonly #places: (CounterPlace & { counted: number })[] = []

  /** @param trace the file of the trace: the counters' names begin with it */
  constructor(trace: string) {
    this.#trace = trace
  }

  add(place: CounterPlace): void {
    this.#places.push({ ...place, counted: 0 })
  }

  /** What was counted since the last look. */
  async look(): Promise<Pick<CountedCalls, 'call' | 'line' | 'count'>[]> {
    const processes = new Set(this.#places.map(({ process }) => process))
    const files = new Map<number, Buffer | null>()
    for (const process of processes)
      files.set(process, await readFile(`${this.#trace}.${process}`).catch(() => null))
    return this.#places.flatMap((place) => {
      const file = files.get(place.process)
      const at = place.slot * bytesEach
      if (!file || file.length < at + bytesEach) return []
      const total = Number(file.readBigUInt64LE(at))
      const count = total - place.counted
      place.counted = total
      return count > 0 ? [{ call: place.call, line: place.line, count }] : []
    })
  }
}
