/** Finds a text in the lines, a slice a frame, so that a million lines do not stop the window. */
import type { LineSource } from './lines'

const sliceMs = 6

export class Finder {
  needle = $state('')
  /** Indexes of the lines that match, in order; replaced while the search goes on. */
  matches: readonly number[] = $state.raw([])
  /** The line that the reader is at, or -1. */
  current = $state(-1)
  searching = $state(false)
  #found: number[] = []
  #next = 0
  #frame = 0
  #lines: LineSource
  #limit = 0
  /** Of the lines, as they were when they were looked at. */
  #settled = Number.POSITIVE_INFINITY

  constructor(
    lines: LineSource,
    private readonly reveal: (index: number) => void
  ) {
    this.#lines = lines
  }

  /** Place of the current match among all, from 1; 0 when there is none. */
  get position(): number {
    return this.matches.indexOf(this.current) + 1
  }

  search(needle: string): void {
    this.needle = needle
    this.#restart()
  }

  /** More lines came, or others. */
  extend(lines: LineSource, limit: number): void {
    this.#limit = limit
    if (lines !== this.#lines) {
      this.#lines = lines
      this.#settled = lines.settled ?? Number.POSITIVE_INFINITY
      this.#restart()
      return
    }
    this.#again(this.#settled)
    this.#settled = lines.settled ?? Number.POSITIVE_INFINITY
    this.#schedule()
  }

  /** Lines from this one on may be others than those that were looked at. */
  #again(from: number): void {
    if (this.#next <= from) return
    this.#next = from
    this.#found = this.#found.filter((index) => index < from)
    this.matches = [...this.#found]
  }

  step(forwards: boolean): void {
    if (this.matches.length === 0) return
    const here = this.current
    const next = forwards
      ? (this.matches.find((index) => index > here) ?? this.matches[0]!)
      : (this.matches.findLast((index) => index < here) ?? this.matches.at(-1)!)
    this.#goTo(next)
  }

  stop(): void {
    cancelAnimationFrame(this.#frame)
    this.#frame = 0
    this.searching = false
  }

  #restart(): void {
    this.stop()
    this.#found = []
    this.#next = 0
    this.matches = []
    this.current = -1
    this.#schedule()
  }

  #schedule(): void {
    if (this.needle === '' || this.#frame || this.#next >= this.#limit) return
    this.searching = true
    this.#frame = requestAnimationFrame(() => this.#slice())
  }

  #slice(): void {
    this.#frame = 0
    const wanted = this.needle.toLowerCase()
    const until = performance.now() + sliceMs
    const before = this.#found.length
    while (this.#next < this.#limit && performance.now() < until) {
      const end = Math.min(this.#next + 200, this.#limit)
      for (; this.#next < end; this.#next++) {
        if (this.#lines.at(this.#next).text.toLowerCase().includes(wanted)) this.#found.push(this.#next)
      }
    }
    this.searching = this.#next < this.#limit
    if (this.#found.length > before && (before === 0 || !this.searching)) this.matches = [...this.#found]
    if (this.current < 0 && this.matches.length > 0) this.#goTo(this.matches[0]!)
    this.#schedule()
  }

  #goTo(index: number): void {
    this.current = index
    this.reveal(index)
  }
}
