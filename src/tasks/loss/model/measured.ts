/** The values of a sweep that have at least one run behind them. */
import { type PointSummary, type SeriesPoint, summarise, type SweepPlan } from './series'

export interface MeasuredValue {
  /** Row of the value in the plan. */
  index: number
  value: number
  point: SeriesPoint
  summary: PointSummary
}

/** In the order in which the values were given. */
export function measuredValues(
  { values }: Pick<SweepPlan, 'values'>,
  points: readonly SeriesPoint[]
): MeasuredValue[] {
  return points.flatMap((point, index) => {
    const summary = summarise(point)
    const value = values[index]
    return summary && value !== undefined ? [{ index, value, point, summary }] : []
  })
}

/** From the smallest value to the largest, as an axis and a sentence have them. */
export const ascendingValues = (
  plan: Pick<SweepPlan, 'values'>,
  points: readonly SeriesPoint[]
): MeasuredValue[] => measuredValues(plan, points).toSorted((one, other) => one.value - other.value)
