/** What of a terminal's width is for what. In a narrow terminal the lines need the room of the times. */

/** At both ends of a line together. */
const paddingPx = 20
const timePx = 60
/** "Unconnected 999", and a gap behind it. */
const sourcePx = 98
/** "line 1234", and a gap before it. */
const tagPx = 62
const timesFromPx = 380
const sourcesFromPx = 440

export interface LineRoom {
  times: boolean
  sources: boolean
  /** Before each line. */
  gutterPx: number
  /** Characters that fit; Infinity: lines are not wrapped. */
  columns: number
}

export interface RoomNeeds {
  widthPx: number
  /** Width of a character of the terminal's own type. */
  characterPx: number
  /** Times, and who printed it, are asked for. */
  gutter: boolean
  sources: boolean
  wraps: boolean
  /** Something is said of lines at their end. */
  tags?: boolean
}

export function lineRoom({
  widthPx,
  characterPx,
  gutter,
  sources,
  wraps,
  tags = false
}: RoomNeeds): LineRoom {
  const endPx = tags ? tagPx : 0
  const times = gutter && widthPx - endPx >= timesFromPx
  const named = gutter && sources && widthPx - endPx >= sourcesFromPx
  const gutterPx = (times ? timePx : 0) + (named ? sourcePx : 0)
  const columns = Math.floor((widthPx - paddingPx - gutterPx - endPx) / characterPx)
  return {
    times,
    sources: named,
    gutterPx,
    columns: wraps && widthPx > 0 ? columns : Number.POSITIVE_INFINITY
  }
}
