/** Lets the event loop turn once: its timers, messages and sockets get their turn. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
