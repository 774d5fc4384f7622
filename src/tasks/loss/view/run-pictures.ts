/** What a run of Task 4 shows in a report: its ladder where it is short, its charts where it is long. */
import { mount } from 'svelte'
import type { Replay } from '#shared/report/replay'
import DeliveryChart from '#ui/components/charts/DeliveryChart.svelte'
import LineChart from '#ui/components/charts/LineChart.svelte'
import { wholeRange } from '#ui/components/charts/number-range'
import { ladderPicture } from '#ui/task-kit/pictures/ladder-picture'
import { asPicture, chartOnPaper, type Drawn } from '#ui/task-kit/pictures/on-paper'
import type { DrawPictures } from '#ui/task-kit/task-view'
import { binsOf } from '../model/delivery-bins'
import { outcomeIn } from '../model/kept-outcome'
import { firstSendMs } from '../model/number-fate'
import type { LossOutcome } from '../model/outcome'
import type { Tally } from '../model/tally'
import { TallyFollower } from '../model/tally-follower'
import {
  countLines,
  countsAxes,
  countsChart,
  countsTitle,
  deliveryChart,
  deliveryMarks,
  deliveryTitle,
  deliveryXTitle
} from './run/run-charts'

/** A run of more numbers is told by its charts alone. */
const ladderNumbersMaximum = 16
const binsMaximum = 240

async function deliveryPicture(tally: Tally, outcome: LossOutcome): Promise<Drawn> {
  const range = wholeRange(tally.count)
  const drawn = deliveryChart(binsOf(tally, { binsMaximum, over: true }), range)
  const props = {
    ...drawn,
    xTitle: deliveryXTitle,
    range,
    count: tally.count,
    marks: deliveryMarks(outcome),
    anchor: null,
    onrange: () => undefined,
    onpick: () => undefined
  }
  const png = await chartOnPaper((sheet) => mount(DeliveryChart, { target: sheet, props }))
  return asPicture(
    'chart',
    `${deliveryTitle}: which numbers came back, and where the others were lost.`,
    drawn.label,
    png
  )
}

async function countsPicture(follower: TallyFollower, { endpoints }: Replay): Promise<Drawn> {
  const drawn = countsChart(countLines(follower, firstSendMs(endpoints) ?? 0), follower.tally.progress)
  const props = { ...drawn, ...countsAxes }
  const png = await chartOnPaper((sheet) => mount(LineChart, { target: sheet, props }))
  return asPicture('chart', `${countsTitle} over time.`, drawn.label, png)
}

/** What a run shows, in the order of the report. */
export const runPictures: DrawPictures = async (run, replayed) => {
  const outcome = outcomeIn(run.outcome)
  const pictures: Drawn[] = []
  if (!outcome || outcome.parameters.count <= ladderNumbersMaximum) {
    pictures.push(await ladderPicture(run, replayed))
  }
  if (outcome) {
    const follower = new TallyFollower(outcome.parameters.count)
    follower.advance(replayed.endpoints)
    pictures.push(await deliveryPicture(follower.tally, outcome))
    if (outcome.parameters.count > ladderNumbersMaximum)
      pictures.push(await countsPicture(follower, replayed))
  }
  return pictures.filter((picture) => picture !== null)
}
