/** A ladder on paper: lanes, rows and arrows as in the window, with labels that can be read in print. */
import type { Datagram, DatagramOutcome } from '../events/datagrams'
import type { Ladder, LadderArrow } from '../ladder/ladder'
import { datagramText, describeLadder } from '../ladder/ladder-words'
import type { Html } from '../report/html-template'
import { html } from '../report/html-template'
import { at, figureSvg, fitted, inks, label, letterPt, line, path, shape, sheetWidths } from './sheet'

const rowPt = 10
const headPt = 16
const timePt = 34
/** Of more lanes than this the labels need the whole width. */
const lanesBeside = 3
/** How far an arrow goes that no lane is the end of. */
const stubShare = 0.6

const lossInk = '#c24e00'
const looks: Record<
  DatagramOutcome,
  { ink: string; end: 'head' | 'cross' | 'bar'; share: number; fate: string }
> = {
  delivered: { ink: '#0072b2', end: 'head', share: 1, fate: '' },
  outside: { ink: '#0072b2', end: 'head', share: 1, fate: '' },
  'in-flight': { ink: inks.strong, end: 'head', share: 0.7, fate: 'on its way' },
  lost: { ink: lossInk, end: 'cross', share: 0.93, fate: 'lost' },
  'no-socket': { ink: lossInk, end: 'cross', share: 1, fate: 'no socket there' },
  refused: { ink: lossInk, end: 'cross', share: 1, fate: 'refused' },
  unsent: { ink: lossInk, end: 'cross', share: 0.16, fate: 'not sent' },
  filtered: { ink: '#a84a86', end: 'bar', share: 1, fate: 'filtered' }
}

/** Whether it can stand beside the terminals. */
export const isNarrow = ({ lanes }: Pick<Ladder, 'lanes'>): boolean => lanes.length <= lanesBeside

interface Place {
  widthPt: number
  lanePt: number
  x: (lane: number) => number
  lanes: number
}

const rowTop = (row: number): number => headPt + row * rowPt

function aimOf({ fromLane, toLane }: LadderArrow, { x, lanePt, lanes }: Place): number {
  if (toLane !== null && toLane !== fromLane) return x(toLane)
  const towardsRight = fromLane < lanes - 1 || lanes === 1
  return x(fromLane) + (towardsRight ? 1 : -1) * lanePt * stubShare
}

function endOf(end: 'head' | 'cross' | 'bar', x: number, y: number, forwards: number, ink: string): Html {
  if (end === 'head') return shape(`M${at(x)} ${at(y)}l${-5 * forwards} -2.6v5.2z`, ink)
  const d =
    end === 'cross'
      ? `M${at(x - 2.5)} ${at(y - 2.5)}l5 5m0 -5l-5 5`
      : `M${at(x - 2 * forwards)} ${at(y - 4)}v8m${-2 * forwards} -8v8`
  return path(d, { ink, widthPt: 1.2 })
}

/** What the datagram says, what became of it, and how long it is: as much of it as there is room for. */
function wordsOf(datagram: Datagram, fate: string, roomPt: number): string {
  const text = datagramText(datagram)
  const size = `${datagram.sizeBytes} B`
  const whole = [text, size, fate].filter(Boolean).join(' · ')
  if (whole.length * letterPt <= roomPt) return whole
  const tail = fate && ` · ${fate}`
  return fitted(text, roomPt - tail.length * letterPt) + tail || fate
}

function arrowOf(arrow: LadderArrow, place: Place): Html[] {
  const { datagram, row, fromLane, refusedRow } = arrow
  const look = looks[datagram.outcome]
  const fromX = place.x(fromLane)
  const aim = aimOf(arrow, place)
  const toX = fromX + (aim - fromX) * look.share
  const forwards = aim >= fromX ? 1 : -1
  const fromY = rowTop(row) + 5
  const toY = fromY + 3 * look.share
  const middle = (fromX + aim) / 2
  const roomPt = Math.max(Math.abs(aim - fromX), place.lanePt) - 14
  const ink = look.fate === '' ? inks.text : look.ink
  const drawn = [
    line(fromX, fromY, toX, toY, { ink: look.ink, widthPt: 1 }),
    endOf(look.end, toX, toY, forwards, look.ink),
    label(middle, fromY + 4, wordsOf(datagram, look.fate, roomPt), { anchor: 'middle', ink, onLines: true })
  ]
  if (refusedRow === null) return drawn
  const backY = rowTop(refusedRow) + 5
  return [
    ...drawn,
    line(toX, backY, fromX, backY + 3, { ink: lossInk, dash: '3 2' }),
    endOf('head', fromX, backY + 3, -forwards, lossInk),
    label(middle, backY + 4, fitted('ICMP port unreachable', roomPt), {
      anchor: 'middle',
      ink: lossInk,
      onLines: true
    })
  ]
}

function timesOf({ marks, arrows }: Ladder): number[] {
  const byRow: number[] = []
  for (const { row, timeMs } of marks) byRow[row] ??= timeMs
  for (const { row, datagram, refusedRow } of arrows) {
    byRow[row] = Math.min(datagram.sentMs, datagram.arrivedMs ?? Number.POSITIVE_INFINITY)
    if (refusedRow !== null && datagram.refusedMs !== null) byRow[refusedRow] = datagram.refusedMs
  }
  return byRow
}

function marksOf({ marks }: Ladder, { x, lanePt, widthPt, lanes }: Place): Html[] {
  return marks.map(({ kind, lane, row, text: whole }) => {
    const text = fitted(whole, lanes > 1 ? lanePt * 1.6 : widthPt)
    const half = (text.length * letterPt) / 2 + 4
    const middle = Math.min(Math.max(x(lane), timePt + half), widthPt - half - 1)
    const ink = kind === 'connected' ? '#0b62a8' : inks.strong
    const dash = kind === 'timed-out' ? html`stroke-dasharray="2 1.5"` : null
    return html`<rect
        x="${at(middle - half)}"
        y="${at(rowTop(row) + 0.3)}"
        width="${at(2 * half)}"
        height="9.2"
        rx="2"
        fill="${inks.paper}"
        stroke="${ink}"
        stroke-width="0.75"
        ${dash}
      />${label(middle, rowTop(row) + 7.7, text, { anchor: 'middle' })}`
  })
}

/** @param startMs zero of the times */
export function ladderSvg(ladder: Ladder, startMs: number): Html {
  const lanes = Math.max(1, ladder.lanes.length)
  const widthPt = isNarrow(ladder) ? sheetWidths.beside : sheetWidths.full
  const lanePt = (widthPt - timePt - 2) / lanes
  const place: Place = { widthPt, lanePt, lanes, x: (lane) => timePt + lanePt * (lane + 0.5) }
  const endPt = rowTop(ladder.rows) + 4
  const body = [
    ladder.lanes.map(({ title }, lane) => [
      label(place.x(lane), 9, fitted(title, lanePt), { anchor: 'middle', weight: 600 }),
      line(place.x(lane), headPt - 3, place.x(lane), endPt, { ink: inks.line, widthPt: 0.75, dash: '1.5 3' })
    ]),
    ladder.segments.map(({ lane, fromRow, toRow, closed }) => {
      const x = place.x(lane)
      const y = rowTop(toRow) + (closed ? rowPt - 1 : rowPt + 2)
      const d = `M${at(x)} ${at(rowTop(fromRow) + 5)}V${at(y)}${closed ? 'm-3 0h6' : ''}`
      return path(d, { ink: inks.strong, widthPt: 1.2 })
    }),
    timesOf(ladder).map((timeMs, row) =>
      label(timePt - 6, rowTop(row) + 7.7, ((timeMs - startMs) / 1000).toFixed(3), {
        anchor: 'end',
        ink: inks.muted
      })
    ),
    ladder.arrows.flatMap((arrow) => arrowOf(arrow, place)),
    marksOf(ladder, place)
  ]
  return figureSvg(widthPt, endPt, describeLadder(ladder), body)
}
