/** Which rows of a long list are in view. All rows are equally high, so this is arithmetic; a wrapped line is several rows. */

/** Chromium draws no element beyond 33,554,432 px: a longer list is scrolled in proportion. */
const heightMaximumPx = 30_000_000

/** Rows drawn above and below what is in view. */
const margin = 6

export interface RowWindow {
  /** Height of the whole list. */
  heightPx: number
  first: number
  count: number
  /** Where the first drawn row stands in the list. */
  topPx: number
}

export function rowWindow(rows: number, rowPx: number, viewPx: number, scrollPx: number): RowWindow {
  const wholePx = rows * rowPx
  const heightPx = Math.min(wholePx, heightMaximumPx)
  const rangePx = Math.max(0, heightPx - viewPx)
  const scroll = Math.min(Math.max(scrollPx, 0), rangePx)
  // Where the view would begin in the list at its full height.
  const beginPx = rangePx === 0 ? 0 : (scroll / rangePx) * (wholePx - viewPx)
  const first = Math.max(0, Math.floor(beginPx / rowPx) - margin)
  const last = Math.min(rows, Math.ceil((beginPx + viewPx) / rowPx) + margin)
  return { heightPx, first, count: Math.max(0, last - first), topPx: scroll - beginPx + first * rowPx }
}

/** The scroll offset that puts a row into the middle of the view. */
export function scrollToRow(row: number, rows: number, rowPx: number, viewPx: number): number {
  return scrollTo(row * rowPx - (viewPx - rowPx) / 2, rows * rowPx, viewPx)
}

/** The scroll offset that puts a row at the top of the view; it may be a fraction. */
export function scrollToTop(row: number, rows: number, rowPx: number, viewPx: number): number {
  return scrollTo(row * rowPx, rows * rowPx, viewPx)
}

function scrollTo(beginPx: number, wholePx: number, viewPx: number): number {
  const rangePx = Math.max(0, Math.min(wholePx, heightMaximumPx) - viewPx)
  const wholeRangePx = wholePx - viewPx
  if (wholeRangePx <= 0) return 0
  return (Math.min(Math.max(beginPx, 0), wholeRangePx) / wholeRangePx) * rangePx
}

/** The row at the top of the view, as a fraction. */
export function topRow(rows: number, rowPx: number, viewPx: number, scrollPx: number): number {
  const { first, topPx } = rowWindow(rows, rowPx, viewPx, scrollPx)
  const rangePx = Math.max(0, Math.min(rows * rowPx, heightMaximumPx) - viewPx)
  return first + (Math.min(Math.max(scrollPx, 0), rangePx) - topPx) / rowPx
}
