/**
 * A thread that is ended while it loads a native module takes the whole process with it: what the module then asks of Node
 * fails, and Node-API ends the process. Either the thread loads first or the end comes first, never both at once.
 */
const phases = { unloaded: 0, loading: 1, loaded: 2, endWanted: 3, ended: 4 } as const

export class LoadLatch {
  readonly #slot: Int32Array

  /** @param buffer shared by the thread and whoever ends it */
  constructor(readonly buffer = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)) {
    this.#slot = new Int32Array(buffer)
  }

  /** Moves on from a phase; false when it was another one. */
  #move(from: number, to: number): boolean {
    return Atomics.compareExchange(this.#slot, 0, from, to) === from
  }

  /** In the thread. False: it is being ended, and must not begin anything. */
  load(work: () => void): boolean {
    if (Atomics.load(this.#slot, 0) === phases.loaded) return true
    if (!this.#move(phases.unloaded, phases.loading)) return false
    work()
    if (this.#move(phases.loading, phases.loaded)) return true
    Atomics.store(this.#slot, 0, phases.ended)
    Atomics.notify(this.#slot, 0)
    return false
  }

  /** Before the thread is ended: null when it may be at once, else when it may be. */
  end(): Promise<unknown> | null {
    if (this.#move(phases.unloaded, phases.ended)) return null
    this.#move(phases.loading, phases.endWanted)
    const waiting = Atomics.waitAsync(this.#slot, 0, phases.endWanted)
    return waiting.async ? waiting.value : null
  }
}
