/** What a run of Task 4 shows in a report: its ladder where it is short, its charts where it is long. */
import { mount } from 'svelte'
import type { Replay } from '#shared/report/replay'
import DeliveryChart from '#ui/components/charts/DeliveryChart.svelte'
import LineChart from '#ui/components/charts/LineChart.svelte'
import { wholeRange } from '#ui/components/charts/number-range'
import { ladderPicture } from '#ui/task-kit/pictures/ladder-picture'
import { asPicture, chartOnPaper, type Drawn } from '#ui/task-kit/pictures/on-paper'
import type { DrawPictures } from '#ui/task-kit/task-view'
import { DeliveryTally } from '../model/delivery-tally'
import { outcomeIn } from '../model/kept-outcome'
import { firstSendMs } from '../model/number-fate'
import type { LossOutcome } from '../model/outcome'
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
async function deliveryPicture(tally: DeliveryTally, outcome: LossOutcome): Promise<Drawn> {
  const range = wholeRange(tally.numbers)
  const drawn = deliveryChart(tally.bins(true), range)
  const props = {
    ...drawn,
    xTitle: deliveryXTitle,
    range,
    count: tally.numbers,
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

async function countsPicture(tally: DeliveryTally, { endpoints }: Replay): Promise<Drawn> {
  const drawn = countsChart(countLines(tally, firstSendMs(endpoints) ?? 0), tally.counts)
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
    const tally = new DeliveryTally(outcome.parameters.count, binsMaximum)
    tally.advance(replayed.endpoints)
    pictures.push(await deliveryPicture(tally, outcome))
    if (outcome.parameters.count > ladderNumbersMaximum) pictures.push(await countsPicture(tally, replayed))
  }
  return pictures.filter((picture) => picture !== null)
}
