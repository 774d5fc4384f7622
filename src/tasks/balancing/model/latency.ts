/** Percentiles of how long clients waited for their answers. */

export interface Percentiles {
  /** µs; null: nothing came back. */
  p50: number | null
  p99: number | null
}

/**
 * By nearest rank: the smallest that so much of all does not exceed.
 *
 * @param sortedMs ascending
 */
export function percentilesOf(sortedMs: ArrayLike<number>): Percentiles {
  const at = (share: number): number | null => {
    const ms = sortedMs[Math.max(0, Math.ceil(share * sortedMs.length) - 1)]
    return ms === undefined ? null : Math.round(ms * 1000)
  }
  return { p50: at(0.5), p99: at(0.99) }
}
