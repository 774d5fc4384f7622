/** The values of a sweep that have at least one run behind them. */
import {
  type PointSummary,
  type SeriesPoint,
  type SeriesState,
  summarise,
  type SweepPlan
} from '#tasks/loss/model/series'

export interface MeasuredValue {
  value: number
  point: SeriesPoint
  summary: PointSummary
}

/** In the order in which the values were given. */
export function measured(series: SeriesState<SweepPlan>): MeasuredValue[] {
  if (series.phase === 'idle') return []
  return series.points.flatMap((point, index) => {
    const summary = summarise(point)
    return summary ? [{ value: series.plan.values[index]!, point, summary }] : []
  })
}
