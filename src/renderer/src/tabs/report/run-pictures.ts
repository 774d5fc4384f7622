/** The pictures of a kept run as PNG, drawn light and out of sight, whichever tab is open. */
import { figure } from '#shared/text'
import { flushSync, mount, unmount } from 'svelte'
import { DeliveryTally } from '#shared/model/delivery-tally'
import type { KeptRun } from '#shared/model/kept-run'
import { deriveLadder, type Ladder as LadderModel, recentSources } from '#shared/model/ladder'
import { topOfLadder } from '#shared/model/ladder-top'
import { describeLadder } from '#shared/model/ladder-words'
import { firstSendMs } from '#shared/model/number-fate'
import type { Replay } from '#shared/report/replay'
import type { ReportPicture } from '#shared/report/report'
import type { Task4Outcome } from '#shared/tasks/task4'
import DeliveryChart from '../../components/charts/DeliveryChart.svelte'
import LineChart from '../../components/charts/LineChart.svelte'
import { wholeRange } from '../../components/charts/number-range'
import Ladder from '../../components/ladder/Ladder.svelte'
import { drawOnPaper } from '../../components/paper'
import { surfaceColour, svgPng } from '../../components/pictures'
import { deliveryKinds } from '../common/delivery-kinds'

/** Rows of a ladder that fit a page. */
const ladderRowsMaximum = 34
/** A run of more numbers is told by its charts alone. */
const ladderNumbersMaximum = 16
const binsMaximum = 240
/** Later than anything that was on its way. */
const settledAfterMs = 60_000

type Drawn = ReportPicture | null

const asPicture = (
  kind: ReportPicture['kind'],
  caption: string,
  description: string,
  png: Uint8Array | null
): Drawn => png && { kind, caption, description, png }

async function ladderPicture(run: KeptRun, { endpoints }: Replay): Promise<Drawn> {
  const whole = deriveLadder(recentSources(endpoints), run.startedAtMs + run.durationMs + settledAfterMs)
  if (whole.rows === 0) return null
  const ladder: LadderModel = topOfLadder(whole, ladderRowsMaximum)
  const png = await drawOnPaper(async (sheet) => {
    const picture = mount(Ladder, {
      target: sheet,
      props: { ladder, startMs: run.startedAtMs, isPointed: () => false, onpoint: () => undefined }
    })
    flushSync()
    const drawings = [...sheet.querySelectorAll('svg')]
    const bytes = await svgPng(drawings, surfaceColour())
    await unmount(picture)
    return bytes
  })
  const notes = [
    'Datagrams over time; seconds run down, not to scale.',
    ladder.rows < whole.rows ? `The first ${ladder.rows} of ${whole.rows} rows.` : '',
    whole.cut ? 'Earlier datagrams are not drawn.' : ''
  ]
  return asPicture('ladder', notes.filter(Boolean).join(' '), describeLadder(ladder), png)
}

/** Draws a chart that can save itself by `png`. */
function chartOnPaper(open: (sheet: HTMLElement) => ReturnType<typeof mount>): Promise<Uint8Array | null> {
  return drawOnPaper(async (sheet) => {
    const chart = open(sheet)
    flushSync()
    const bytes = await (chart['png'] as () => Promise<Uint8Array | null>)()
    await unmount(chart)
    return bytes
  })
}

async function deliveryPicture(tally: DeliveryTally, { ledger }: Task4Outcome): Promise<Drawn> {
  const bins = tally.bins(true)
  const series = deliveryKinds.map((kind) => ({ ...kind, counts: bins.map((bin) => bin[kind.key]) }))
  const width = bins.length === 0 ? 1 : bins[0]!.to - bins[0]!.from + 1
  const label = `Delivery by number: ${series
    .map(({ label: name, counts }) => `${counts.reduce((sum, value) => sum + value, 0)} ${name}`)
    .join(', ')}`
  const lost = ledger.firstLost
  const marks =
    lost === null ? [] : [{ number: lost, label: `first lost ${figure(lost)}`, kind: 'truth' as const }]
  const props = {
    label,
    bins: bins.map(({ from, to }) => [from, to] as const),
    series,
    range: wholeRange(tally.numbers),
    count: tally.numbers,
    marks,
    anchor: null,
    xTitle: 'number',
    yTitle: width > 1 ? `of every ${figure(width)}` : 'datagrams',
    onrange: () => undefined,
    onpick: () => undefined
  }
  const png = await chartOnPaper((sheet) => mount(DeliveryChart, { target: sheet, props }))
  return asPicture(
    'chart',
    'Delivery by number: which numbers came back, and where the others were lost.',
    label,
    png
  )
}

const lines = [
  { name: 'sent', colour: '--data-sent', dash: [8, 5] },
  { name: 'served', colour: '--data-served', dash: [2, 4] },
  { name: 'returned', colour: '--data-delivered', dash: [] }
] as const

async function countsPicture(tally: DeliveryTally, { endpoints }: Replay): Promise<Drawn> {
  const firstMs = firstSendMs(endpoints) ?? 0
  const series = lines.map(({ name, ...look }) => {
    const { timeMs, count } = tally.series[name]
    const x = [0, ...timeMs.map((time) => Math.max(0, time - firstMs) / 1000)]
    return { label: name, ...look, x, y: [0, ...count] }
  })
  const { sent, served, returned } = tally.counts
  const label = `Sent, served and returned over time: ${sent} sent, ${served} served, ${returned} returned`
  const props = { label, series, xTitle: 'seconds after the first send', yTitle: 'datagrams' }
  const png = await chartOnPaper((sheet) => mount(LineChart, { target: sheet, props }))
  return asPicture('chart', 'Sent, served and returned over time.', label, png)
}

/** What a run shows, in the order of the report. */
export async function runPictures(run: KeptRun, replayed: Replay): Promise<ReportPicture[]> {
  const { outcome } = run
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
