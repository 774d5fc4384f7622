/** Waiting for what a program does: looked at again and again, never longer than told. */
import { monotonicMs } from '#lab/clock'
import { pause } from '#lab/next-turn'

const lookEveryMs = 10

/** @returns whether it came within the time */
export async function until(
  isSo: () => boolean | Promise<boolean>,
  withinMs: number,
  everyMs = lookEveryMs
): Promise<boolean> {
  const deadlineMs = monotonicMs() + withinMs
  for (;;) {
    if (await isSo()) return true
    if (monotonicMs() >= deadlineMs) return false
    await pause(everyMs)
  }
}

/** What costs something to look at is looked at this often. */
const steadyLookMs = 100

/** True as soon as something has been so for this long, each time that it was looked at. */
export function steady(isSo: () => Promise<boolean>, forMs: number): () => Promise<boolean> {
  let sinceMs: number | null = null
  let lookedMs = -Infinity
  return async () => {
    if (monotonicMs() - lookedMs < steadyLookMs) return false
    lookedMs = monotonicMs()
    if (!(await isSo())) {
      sinceMs = null
      return false
    }
    sinceMs ??= monotonicMs()
    return monotonicMs() - sinceMs >= forMs
  }
}
