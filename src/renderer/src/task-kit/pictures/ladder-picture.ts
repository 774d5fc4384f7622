/** A run's datagrams as a ladder on paper. */
import type { KeptRun } from '#shared/kept/kept-run'
import { deriveLadder, recentSources } from '#shared/ladder/ladder'
import { topOfLadder } from '#shared/ladder/ladder-top'
import { isNarrow, ladderSvg } from '#shared/paper/ladder-figure'
import type { Replay } from '#shared/report/replay'
import type { ReportPicture } from '#shared/report/report'

/** Rows of a ladder that leave room for its run's terminals on the page. */
const ladderRowsMaximum = 28
/** Later than anything that was on its way. */
const settledAfterMs = 60_000

/** Null: nothing happened that could be drawn. */
export function ladderPicture(run: KeptRun, { endpoints, programs }: Replay): ReportPicture | null {
  const whole = deriveLadder(
    recentSources(endpoints, programs),
    run.startedAtMs + run.durationMs + settledAfterMs
  )
  if (whole.rows === 0) return null
  const ladder = topOfLadder(whole, ladderRowsMaximum)
  const notes = [
    'Datagrams over time; seconds run down, not to scale.',
    ladder.rows < whole.rows ? `The first ${ladder.rows} of ${whole.rows} rows.` : '',
    whole.cut ? 'Earlier datagrams are not drawn.' : ''
  ]
  return {
    kind: isNarrow(ladder) ? 'narrow-ladder' : 'ladder',
    caption: notes.filter(Boolean).join(' '),
    svg: ladderSvg(ladder, run.startedAtMs)
  }
}
