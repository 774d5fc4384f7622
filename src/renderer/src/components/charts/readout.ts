/** The values of a chart's lines at one place of its x axis, in words. */
import { figure } from '#shared/text'

export interface ReadSeries {
  label: string
  /** Single marks have no value between them. */
  marks?: true
  /** Ascending. */
  x: readonly number[]
  y: readonly number[]
}

/** The value that holds at `at`: that of the last point up to it; null before the first. */
export function heldAt({ x, y }: Pick<ReadSeries, 'x' | 'y'>, at: number): number | null {
  let [low, high] = [0, x.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (x[middle]! <= at) low = middle + 1
    else high = middle
  }
  return low === 0 ? null : y[low - 1]!
}

/** "1.234 s: server’s queue 12, lost 65 datagrams" */
export function readoutWords(
  series: readonly ReadSeries[],
  at: number,
  units: { x: string; y: string }
): string {
  const values = series.flatMap((one) => {
    const value = one.marks ? null : heldAt(one, at)
    return value === null ? [] : [`${one.label} ${figure(value)}`]
  })
  return values.length === 0 ? '' : `${figure(at, 3)} ${units.x}: ${values.join(', ')} ${units.y}`
}
