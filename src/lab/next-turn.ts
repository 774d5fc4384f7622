/** Lets the event loop turn once: its timers, messages and sockets get their turn. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

/** False, after so long; it keeps no process alive. */
export function expire(ms: number): Promise<false> {
  return new Promise((resolve) => setTimeout(() => resolve(false), ms).unref())
}
