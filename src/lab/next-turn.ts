/** Lets the event loop turn once: its timers, messages and sockets get their turn. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

/** After so long; the process lives until then, because somebody waits for what comes after it. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

/** False, after so long; it keeps no process alive. */
export function expire(ms: number): Promise<false> {
  return new Promise((resolve) => setTimeout(() => resolve(false), ms).unref())
}

/**
 * Calls `over` after `ms`, and not before the sockets have had a turn: in a thread that runs late timers are due before it has
 * read what came in time. Returns what takes it back.
 */
export function atDeadline(ms: number, over: () => void): () => void {
  let turn: NodeJS.Immediate | undefined
  const timer = setTimeout(() => (turn = setImmediate(over)), ms)
  return () => {
    clearTimeout(timer)
    clearImmediate(turn)
  }
}
