/** The charts of a run over time that go by its events: what waits and what is lost, and the totals. */
import { type CsvCell, csvText } from '#shared/csv'
import type { OverTime } from '#tasks/loss/model/over-time'
import type { Step } from '#tasks/loss/model/step-line'
import { countsTitle } from './run-charts'

export const waitingTitle = 'Waiting and lost'

const looks = {
  server: { label: 'server’s queue', colour: '--data-served', dash: [] },
  client: { label: 'client’s queue', colour: '--data-delivered', dash: [7, 4] },
  // On an axis of its own: thousands that were lost would press a queue of hundreds flat.
  lost: { label: 'lost', colour: '--data-lost-request', dash: [2, 3], right: true },
  sent: { label: 'sent', colour: '--data-sent', dash: [8, 5] },
  served: { label: 'served', colour: '--data-served', dash: [2, 4] },
  returned: { label: 'returned', colour: '--data-delivered', dash: [] }
} as const satisfies Record<keyof OverTime, unknown>

type LineName = keyof OverTime
/** What differs stands first: the totals of a run that goes well are one line. */
export const countViews = {
  counts: ['server', 'client', 'lost'],
  totals: ['sent', 'served', 'returned']
} as const satisfies Record<string, readonly LineName[]>
export type CountView = keyof typeof countViews

const sparseMaximum = 600

const most = (steps: readonly Step[]): number => steps.reduce((high, { value }) => Math.max(high, value), 0)
const last = (steps: readonly Step[]): number => steps.at(-1)?.value ?? 0

function labelOf(view: CountView, lines: OverTime): string {
  const after = `after ${((lines.sent.at(-1)?.atMs ?? 0) / 1000).toFixed(2)} s`
  return view === 'counts'
    ? `${waitingTitle} over time: at most ${most(lines.server)} waited in the server's queue and ${most(lines.client)} in the client's, ${last(lines.lost)} lost ${after}`
    : `${countsTitle} over time: ${last(lines.sent)} sent, ${last(lines.served)} served, ${last(lines.returned)} returned ${after}`
}

export function overTimeChart(view: CountView, lines: OverTime) {
  return {
    label: labelOf(view, lines),
    yTitle: view === 'counts' ? 'waiting, datagrams' : 'datagrams',
    rightTitle: view === 'counts' ? 'lost, datagrams' : undefined,
    series: countViews[view].map((name) => ({
      ...looks[name],
      stepped: true as const,
      // Thick strokes of many steps would cover each other.
      widthPx: lines[name].length > sparseMaximum ? 1 : 2,
      x: lines[name].map(({ atMs }) => atMs / 1000),
      y: lines[name].map(({ value }) => value)
    }))
  }
}

/** One row a step; the columns of the other lines are empty there. */
export function overTimeCsv(view: CountView, lines: OverTime): string {
  const names = countViews[view]
  const rows: CsvCell[][] = names.flatMap((name, column) =>
    lines[name].map(({ atMs, value }) => {
      const row: CsvCell[] = [Number((atMs / 1000).toFixed(6)), null, null, null]
      row[column + 1] = value
      return row
    })
  )
  rows.sort((a, b) => Number(a[0]) - Number(b[0]))
  return csvText(['time [s]', ...names.map((name) => `${looks[name].label} [datagrams]`)], rows)
}
