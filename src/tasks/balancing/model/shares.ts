/** How evenly servers were used, and how many clients lost their server when the pool changed. */

/**
 * Pearson's chi-square statistic of counts against expected shares.
 *
 * @param counts of each server
 * @param weights their expected shares, in any unit; a server with weight 0 must have none
 */
export function chiSquare(counts: readonly number[], weights: readonly number[]): number {
  const total = counts.reduce((sum, count) => sum + count, 0)
  const sum = weights.reduce((all, weight) => all + weight, 0)
  return counts.reduce((statistic, count, index) => {
    const expected = (total * (weights[index] ?? 0)) / sum
    return expected === 0
      ? statistic + (count === 0 ? 0 : Infinity)
      : statistic + (count - expected) ** 2 / expected
  }, 0)
}

/** Quantiles of the standard normal distribution. */
const normalQuantile = { 0.01: 2.326_347_874 } as const

/**
 * The value that chi-square exceeds by chance in one of a hundred cases: the approximation of Wilson and Hilferty (PNAS 17,
 * 1931), within 1 % from 2 degrees of freedom on.
 */
export function chiSquareLimit(degrees: number): number {
  const part = 2 / (9 * degrees)
  return degrees * (1 - part + normalQuantile[0.01] * Math.sqrt(part)) ** 3
}

export interface Moves {
  /** Clients that have another server than before, of all. */
  moved: number
  clients: number
  /** Clients that moved although their server is still there, of those whose server is. */
  disturbed: number
  survivors: number
}

/**
 * @param before the server of each client
 * @param after the same, when the pool had changed
 * @param gone index of the server that was removed
 */
export function movesOf(before: ArrayLike<number>, after: ArrayLike<number>, gone: number): Moves {
  const moves = { moved: 0, clients: before.length, disturbed: 0, survivors: 0 }
  for (let client = 0; client < before.length; client++) {
    const isMoved = before[client] !== after[client]
    if (isMoved) moves.moved += 1
    if (before[client] === gone) continue
    moves.survivors += 1
    if (isMoved) moves.disturbed += 1
  }
  return moves
}
