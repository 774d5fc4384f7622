/** Draws a range of numbers: a cell each, coloured by what became of it, and above them how many were lost by then. */
import { figure } from '#shared/text'
import { type Box, cellLayout, placeOf, roundNumbers } from './cell-layout'
import { drawLegend, type LegendEntry } from './cell-legend'
import { markLook, type NumberMark } from './number-marks'
import { type NumberRange, spanOf } from './number-range'
import type { ChartTheme } from './theme.svelte'

export interface CellKind {
  label: string
  /** Custom property that holds the colour. */
  colour: string
  /** Counted by the curve above. */
  lost: boolean
}

export interface CellPicture {
  kinds: readonly CellKind[]
  /** Row n - 1: which of `kinds` became of number n, of all the numbers that there are. */
  fates: Uint8Array
  range: NumberRange
  marks: readonly NumberMark[]
  xTitle: string
}

const tickPx = 16
const titlePx = 15
const leftPx = 46
const rightPx = 14
const gapPx = 8

export interface Boxes {
  curve: Box
  cells: Box
}

/** @param legendRows lines of 16 px that the legend takes */
export function boxesOf(widthPx: number, heightPx: number, legendRows: number): Boxes {
  const width = Math.max(20, widthPx - leftPx - rightPx)
  const top = legendRows * 16 + 6
  const foot = heightPx < 150 ? tickPx : tickPx + titlePx
  const height = Math.max(24, heightPx - top - foot)
  const curvePx = Math.max(18, Math.round(height * 0.3))
  return {
    curve: { left: leftPx, top, width, height: curvePx - gapPx },
    cells: { left: leftPx, top: top + curvePx, width, height: height - curvePx }
  }
}

export const legendOf = ({ kinds, marks, fates }: CellPicture): LegendEntry[] => [
  ...kinds
    .filter((_, index) => fates.includes(index))
    .map(({ label, colour }) => ({ label, colour, dash: null })),
  { label: 'lost so far', colour: '--text', dash: 'curve' },
  ...marks.map(({ label, kind }) => ({ label, ...markLook(kind) }))
]

/** @returns where the parts were drawn */
export function drawCells(
  context: CanvasRenderingContext2D,
  widthPx: number,
  heightPx: number,
  theme: ChartTheme,
  picture: CellPicture
): Boxes {
  context.clearRect(0, 0, widthPx, heightPx)
  context.font = `11px ${theme.font}`
  context.textBaseline = 'middle'
  const rows = drawLegend(context, widthPx - rightPx, theme, legendOf(picture))
  const boxes = boxesOf(widthPx, heightPx, rows)
  drawColumns(context, boxes.cells, theme, picture)
  drawCurve(context, boxes.curve, theme, picture)
  drawMarks(context, boxes, theme, picture)
  drawAxis(context, boxes.cells, theme, picture, heightPx)
  return boxes
}

function drawColumns(
  context: CanvasRenderingContext2D,
  box: Box,
  theme: ChartTheme,
  { kinds, fates, range }: CellPicture
): void {
  const pixelsPerPx = globalThis.devicePixelRatio || 1
  const layout = cellLayout(spanOf(range), box, 1 / pixelsPerPx)
  // An edge between two pixels would be drawn pale: columns in a row would look like stripes.
  const snapped = (px: number): number => Math.round(px * pixelsPerPx) / pixelsPerPx
  const inks = kinds.map(({ colour }) => theme.colour(colour))
  const { perColumn, columns, columnPx, cellPx } = layout
  // Wide cells stand apart; of narrow ones the gaps would take more than the cells.
  const gap = columnPx >= 4 ? 1 : 0
  const right = box.left + box.width
  for (let column = 0; column < columns; column++) {
    const first = range.from - 1 + column * perColumn
    const end = Math.min(first + perColumn, range.to)
    const x = snapped(box.left + column * columnPx)
    const width = snapped(Math.min(box.left + (column + 1) * columnPx, right)) - x - gap
    if (cellPx === null) drawShares(context, { ...box, left: x, width }, fates.subarray(first, end), inks)
    else {
      const apart = cellPx >= 4 ? 1 : 0
      for (let start = first; start < end;) {
        let next = start + 1
        // Neighbours of one fate are one stroke, where no gap parts them.
        while (apart === 0 && next < end && fates[next] === fates[start]) next++
        context.fillStyle = inks[fates[start]!]!
        const y = snapped(box.top + (start - first) * cellPx)
        context.fillRect(x, y, width, snapped(box.top + (next - first) * cellPx) - y - apart)
        start = next
      }
    }
  }
}

/** A column of more numbers than pixels: what is usual fills it, all else stands at its foot and is never too small to see. */
function drawShares(
  context: CanvasRenderingContext2D,
  box: Box,
  fates: Uint8Array,
  inks: readonly string[]
): void {
  const counts = inks.map(() => 0)
  for (const fate of fates) counts[fate]! += 1
  const usual = inks.length - 1
  context.fillStyle = inks[usual]!
  context.fillRect(box.left, box.top, box.width, box.height)
  let foot = box.top + box.height
  for (let kind = 0; kind < usual; kind++) {
    if (counts[kind] === 0) continue
    const height = Math.max(1, (counts[kind]! / fates.length) * box.height)
    context.fillStyle = inks[kind]!
    context.fillRect(box.left, foot - height, box.width, height)
    foot -= height
  }
}

function drawCurve(
  context: CanvasRenderingContext2D,
  box: Box,
  theme: ChartTheme,
  { kinds, fates, range }: CellPicture
): void {
  const isLost = kinds.map(({ lost }) => lost)
  let lost = 0
  for (let row = 0; row < range.from - 1; row++) if (isLost[fates[row]!]) lost++
  const before = lost
  for (let row = range.from - 1; row < range.to; row++) if (isLost[fates[row]!]) lost++
  const grown = Math.max(1, lost - before)
  const yOf = (value: number): number => box.top + box.height - ((value - before) / grown) * box.height
  context.strokeStyle = theme.text
  context.lineWidth = 1.5
  context.setLineDash([])
  context.beginPath()
  context.moveTo(box.left, yOf(before))
  // A step a column of pixels: more would lie on each other, and a long run may lose most of its numbers.
  const pixelsPerPx = globalThis.devicePixelRatio || 1
  let [so, shown, x, column] = [before, before, box.left, -1]
  const step = (): void => {
    context.lineTo(x, yOf(shown))
    context.lineTo(x, yOf(so))
    shown = so
  }
  for (let row = range.from - 1; row < range.to; row++) {
    if (!isLost[fates[row]!]) continue
    const at = placeOf(row + 1, range, box)
    const next = Math.floor(at * pixelsPerPx)
    if (next !== column) {
      step()
      column = next
      x = at
    }
    so++
  }
  step()
  context.lineTo(box.left + box.width, yOf(so))
  context.stroke()
  context.fillStyle = theme.muted
  context.textAlign = 'right'
  context.fillText(figure(lost), box.left - 6, Math.min(yOf(lost) + 5, box.top + box.height))
}

function drawMarks(
  context: CanvasRenderingContext2D,
  { curve, cells }: Boxes,
  theme: ChartTheme,
  { marks, range }: CellPicture
): void {
  for (const { number, kind } of marks) {
    if (number < range.from || number > range.to) continue
    const { colour, dash } = markLook(kind)
    const x = Math.round(placeOf(number, range, cells)) + 0.5
    for (const [ink, width] of [
      [theme.surface, 4],
      [theme.colour(colour), 1.5]
    ] as const) {
      context.strokeStyle = ink
      context.lineWidth = width
      context.setLineDash(ink === theme.surface ? [] : dash)
      context.beginPath()
      context.moveTo(x, curve.top)
      context.lineTo(x, cells.top + cells.height)
      context.stroke()
    }
  }
  context.setLineDash([])
}

function drawAxis(
  context: CanvasRenderingContext2D,
  box: Box,
  theme: ChartTheme,
  { range, xTitle }: CellPicture,
  heightPx: number
): void {
  const half = box.width / spanOf(range) / 2
  const y = box.top + box.height + tickPx / 2
  context.fillStyle = theme.muted
  context.textAlign = 'center'
  for (const tick of roundNumbers(range, Math.floor(box.width / 64))) {
    const text = figure(tick)
    const mostPx = box.left + box.width + rightPx - 4 - context.measureText(text).width / 2
    context.fillText(text, Math.min(placeOf(tick, range, box) + half, mostPx), y)
  }
  if (heightPx >= 150) context.fillText(xTitle, box.left + box.width / 2, y + titlePx)
}
