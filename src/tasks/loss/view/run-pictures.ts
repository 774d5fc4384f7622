/** What a run of Task 4 shows in a report: its ladder where it is short, its charts where it is long. */
import { sheetWidths } from '#shared/paper/sheet'
import type { Replay } from '#shared/report/replay'
import type { ReportPicture } from '#shared/report/report'
import { ladderPicture } from '#ui/task-kit/pictures/ladder-picture'
import type { DrawPictures } from '#ui/task-kit/task-view'
import { binsOf } from '../model/delivery-bins'
import { outcomeIn } from '../model/kept-outcome'
import { TallyFollower } from '../model/tally-follower'
import type { LossOutcome } from '../model/outcome'
import { seriesIn } from '../model/kept-series'
import { deliverySvg } from './paper/delivery-figure'
import { queueFigure } from './paper/queue-figure'
import { seriesPictures } from './series-pictures'

/** A run of more numbers is told by its charts alone. */
const ladderNumbersMaximum = 16
/** A bar is a point wide. */
const binsMaximum = 200
const fieldPt = { half: 60, full: 150 }

function deliveryPicture({ tally }: TallyFollower, outcome: LossOutcome): ReportPicture {
  const bins = binsOf(tally, { binsMaximum, over: true })
  const isEmulated = outcome.parameters.queue === 'emulated'
  return {
    kind: 'chart',
    caption: `${isEmulated ? 'Emulated queue: which' : 'Which'} numbers came back, and where the others were lost.`,
    svg: deliverySvg(bins, outcome, sheetWidths.half, fieldPt.half)
  }
}

/** What a run shows, in the order of the report. */
export const runPictures: DrawPictures = async (run, replayed: Replay) => {
  const series = seriesIn(run.outcome)
  if (series) return seriesPictures(series)
  const outcome = outcomeIn(run.outcome)
  if (!outcome || outcome.parameters.count <= ladderNumbersMaximum) {
    const ladder = ladderPicture(run, replayed)
    return ladder ? [ladder] : []
  }
  const follower = new TallyFollower(outcome.parameters.count)
  follower.advance(replayed.endpoints)
  const lastMs = Math.max(0, ...Object.values(follower.series).map(({ timeMs }) => timeMs.at(-1) ?? 0))
  const queue = queueFigure(run, replayed, outcome, lastMs)
  const delivery = deliveryPicture(follower, outcome)
  if (queue === null) return [delivery]
  const { caption, draw } = queue
  return [
    {
      kind: 'chart',
      caption,
      svg: draw(sheetWidths.half, fieldPt.half),
      wide: draw(sheetWidths.full, fieldPt.full)
    },
    delivery
  ]
}
