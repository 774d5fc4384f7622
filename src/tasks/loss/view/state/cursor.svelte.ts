/** The one moment of a run that its film, charts, terminals and programs are at. */

export class RunCursor {
  /** On the events' clock; null: no film is shown, or it stands at its end. */
  timeMs: number | null = $state(null)

  /** Where a chart over time has its line: seconds after the first send. */
  secondsAfter(firstMs: number): number | null {
    return this.timeMs === null ? null : Math.max(0, this.timeMs - firstMs) / 1000
  }
}
