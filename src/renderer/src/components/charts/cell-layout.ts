/** Where the cells of a range of numbers stand: columns from left to right, each filled from its top downwards. */
import { type NumberRange, spanOf } from './number-range'

export interface Box {
  left: number
  top: number
  width: number
  height: number
}

export interface CellLayout {
  /** Numbers in a column; the last column may have fewer. */
  perColumn: number
  columns: number
  columnPx: number
  /** Height of a number's own cell; null: a number has less than a pixel, and a column shows shares. */
  cellPx: number | null
}

/** Numbers that are so few stand in one row, where each is as wide as this at least. */
const rowCellPx = 12

/** Cells about as high as wide, and none narrower than a pixel of the screen. */
export function cellLayout(numbers: number, { width, height }: Box, pixelPx = 1): CellLayout {
  const sidePx = Math.sqrt((width * height) / numbers)
  const own = sidePx >= pixelPx
  const inOneRow = numbers * rowCellPx <= width
  const wanted = inOneRow ? numbers : Math.round(width / Math.max(sidePx, pixelPx))
  const columnsAsked = Math.min(Math.max(wanted, 1), numbers)
  const perColumn = Math.ceil(numbers / columnsAsked)
  return {
    perColumn,
    columns: Math.ceil(numbers / perColumn),
    // The axis is even: a last column that is not full is narrower.
    columnPx: (width * perColumn) / numbers,
    cellPx: own ? height / perColumn : null
  }
}

/** The number at a place of the box; null outside of it. Above or below the cells the first of their column. */
export function numberAt(
  range: NumberRange,
  box: Box,
  layout: CellLayout,
  px: { x: number; y: number }
): number | null {
  const x = px.x - box.left
  if (x < 0 || x > box.width) return null
  const column = Math.min(Math.floor(x / layout.columnPx), layout.columns - 1)
  const y = px.y - box.top
  const inside = y >= 0 && y < box.height
  const row = layout.cellPx !== null && inside ? Math.floor(y / layout.cellPx) : 0
  return Math.min(range.from + column * layout.perColumn + Math.min(row, layout.perColumn - 1), range.to)
}

/** Where a number begins on the axis. */
export const placeOf = (number: number, range: NumberRange, { left, width }: Box): number =>
  left + ((number - range.from) / spanOf(range)) * width

/** Round numbers of the range, at most so many. */
export function roundNumbers({ from, to }: NumberRange, maximum: number): number[] {
  const least = (to - from + 1) / Math.max(1, maximum)
  const power = 10 ** Math.max(0, Math.floor(Math.log10(least)))
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((size) => size >= least) ?? 10 * power
  const ticks: number[] = []
  for (let tick = Math.ceil(from / step) * step; tick <= to; tick += step) if (tick >= 1) ticks.push(tick)
  return ticks
}
