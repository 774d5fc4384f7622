/** The datagrams that one queue lost, in the order of their times: columns that grow. */

export class Losses {
  count = 0
  #numbers = new Uint32Array(64)
  #timesMs = new Float64Array(64)
  #events = new Uint32Array(64)

  /** @param event which event of the run it was, from 1 */
  add(number: number, timeMs: number, event: number): void {
    if (this.count === this.#numbers.length) {
      const numbers = new Uint32Array(2 * this.count)
      const timesMs = new Float64Array(2 * this.count)
      const events = new Uint32Array(2 * this.count)
      numbers.set(this.#numbers)
      timesMs.set(this.#timesMs)
      events.set(this.#events)
      this.#numbers = numbers
      this.#timesMs = timesMs
      this.#events = events
    }
    this.#numbers[this.count] = number
    this.#timesMs[this.count] = timeMs
    this.#events[this.count] = event
    this.count += 1
  }

  number(row: number): number {
    return this.#numbers[row]!
  }

  timeMs(row: number): number {
    return this.#timesMs[row]!
  }

  event(row: number): number {
    return this.#events[row]!
  }
}
