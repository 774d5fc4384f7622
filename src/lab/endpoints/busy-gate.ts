/** A thread that is busy until the lab has done something: neither reads a socket meanwhile, nor does time decide. */

const slots = { busy: 0, over: 1, length: 2 } as const
/** Neither side waits longer for the other. */
const longestMs = 1000

export const createBusyGate = (): SharedArrayBuffer =>
  new SharedArrayBuffer(slots.length * Int32Array.BYTES_PER_ELEMENT)

/** In the thread: it is busy from now on, until the lab says that it is over. */
export function beBusy(gate: SharedArrayBuffer): void {
  const view = new Int32Array(gate)
  Atomics.store(view, slots.busy, 1)
  Atomics.notify(view, slots.busy)
  Atomics.wait(view, slots.over, 0, longestMs)
}

/** In the lab: does the work while the thread is busy. */
export async function whileBusy<T>(gate: SharedArrayBuffer, work: () => Promise<T>): Promise<T> {
  const view = new Int32Array(gate)
  const waiting = Atomics.waitAsync(view, slots.busy, 0, longestMs)
  if (waiting.async) await waiting.value
  try {
    return await work()
  } finally {
    Atomics.store(view, slots.over, 1)
    Atomics.notify(view, slots.over)
  }
}
