/** The four traces of a 2x2 on paper: how full the server's queue was in each cell, all on the same axes, as its tab draws them. */
import { at, figureSvg, fitted, inks, label, line, path } from '#shared/paper/sheet'
import type { Html } from '#shared/report/html-template'
import { figure } from '#shared/text'
import { cellNames } from '../../model/cell-names'
import { dropsIn } from '../../model/queue-trace'
import { type TraceScale, traceScale, traceWords } from '../../model/queue-trace-words'
import type { SeriesPoint } from '../../model/series'

const columns = 2
const gapPt = 15
const headPt = 24
const looks = { waiting: '#00865f', granted: inks.muted, drop: '#c24e00' } as const
const dropPt = 8

interface Place {
  leftPt: number
  topPt: number
  widthPt: number
  heightPt: number
}

function cellHtml(point: SeriesPoint, name: string, scale: TraceScale | null, place: Place): Html[] {
  const { leftPt, topPt, widthPt, heightPt } = place
  const bottomPt = topPt + heightPt
  const x = (ms: number): number => leftPt + (scale ? (widthPt * ms) / scale.ms : 0)
  const y = (bytes: number): number => bottomPt - (scale ? (heightPt * bytes) / scale.bytes : 0)
  const words = traceWords(point)
  const granted = point.buffers?.server.grantedBytes ?? null
  const { trace } = point
  const waiting = (trace?.points ?? [])
    .map(({ timeMs, bytes }, index) => `${index === 0 ? 'M' : 'L'}${at(x(timeMs))} ${at(y(bytes))}`)
    .join('')
  const drops = (trace ? dropsIn(trace) : [])
    .map(({ timeMs }) => `M${at(x(timeMs))} ${at(topPt)}v${dropPt}`)
    .join('')
  const dropped = words.dropped === null ? '' : `, ${words.dropped}`
  return [
    label(leftPt, topPt - 13, name, { weight: 600 }),
    label(leftPt, topPt - 3.5, fitted(`${words.short}${dropped}`, widthPt), { ink: inks.muted }),
    ...(granted !== null && scale && granted <= scale.bytes
      ? [
          line(leftPt, y(granted), leftPt + widthPt, y(granted), {
            ink: looks.granted,
            widthPt: 0.75,
            dash: '4 3'
          })
        ]
      : []),
    path(drops, { ink: looks.drop, widthPt: 1.1 }),
    path(waiting, { ink: looks.waiting, widthPt: 1.1 }),
    path(`M${at(leftPt)} ${at(topPt)}V${at(bottomPt)}H${at(leftPt + widthPt)}`, {
      ink: inks.strong,
      widthPt: 0.75
    })
  ]
}

function keyHtml(y: number): Html[] {
  const [waiting, granted, drops] = [0, 60, 124]
  return [
    line(waiting, y - 3, waiting + 14, y - 3, { ink: looks.waiting, widthPt: 1.5 }),
    label(waiting + 18, y, 'waiting'),
    line(granted, y - 3, granted + 14, y - 3, { ink: looks.granted, dash: '4 3' }),
    label(granted + 18, y, 'granted'),
    line(drops + 2, y - 7, drops + 2, y + 1, { ink: looks.drop, widthPt: 1.5 }),
    label(drops + 7, y, 'drops')
  ]
}

/** @param fieldPt height of one trace. Null: no run was done. */
export function traceFigure(points: readonly SeriesPoint[], widthPt: number, fieldPt: number): Html | null {
  if (points.every(({ runs }) => runs.length === 0)) return null
  const scale = traceScale(points)
  const cellPt = (widthPt - gapPt * (columns - 1)) / columns
  const placeOf = (index: number): Place => ({
    leftPt: (index % columns) * (cellPt + gapPt) + 0.5,
    topPt: 12 + headPt + Math.floor(index / columns) * (fieldPt + headPt + 8),
    widthPt: cellPt - 1,
    heightPt: fieldPt
  })
  const cells = points.map((point, index) => ({ point, name: cellNames[index] ?? '', place: placeOf(index) }))
  const last = cells.at(-1)?.place
  const endPt = last ? last.topPt + last.heightPt : 0
  const isCut = points.some(
    ({ trace, buffers }) => trace && (buffers?.server.grantedBytes ?? 0) > (scale?.bytes ?? 0)
  )
  const axes = scale
    ? `All four: 0 to ${figure(scale.bytes)} bytes, 0 to ${figure(scale.ms / 1000, 2)} s from the first send.`
    : ''
  const note = isCut ? ' A granted size above that is not drawn.' : ''
  return figureSvg(
    widthPt,
    endPt + 14,
    `Server’s receive queue: ${cells.map(({ point, name }) => `${name}: ${traceWords(point).long}`).join('; ')}`,
    [
      keyHtml(9),
      cells.map(({ point, name, place }) => cellHtml(point, name, scale, place)),
      label(0.5, endPt + 11, `${axes}${note}`, { ink: inks.muted })
    ]
  )
}
