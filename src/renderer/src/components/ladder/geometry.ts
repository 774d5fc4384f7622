/** Where the ladder's lanes, arrows and marks stand, in px. */
import type { Ladder, LadderArrow } from '#shared/ladder/ladder'

export const rowPx = 30
export const headerPx = 28
export const timePx = 60
/** Two marks of ladder.ts's sharedMarkCharacters beside each other fit. */
const laneMinimumPx = 110
const laneMaximumPx = 320
const characterPx = 5.9
/** How far an arrow goes that no lane is the end of. */
const stubShare = 0.6

export interface Geometry {
  widthPx: number
  heightPx: number
  lanePx: number
  x: (lane: number) => number
}

export function geometryOf(ladder: Ladder, availablePx: number): Geometry {
  const lanes = Math.max(1, ladder.lanes.length)
  const roomPx = Math.max(0, availablePx - timePx - 8)
  const lanePx = Math.min(Math.max(roomPx / lanes, laneMinimumPx), laneMaximumPx)
  const sparePx = Math.max(0, roomPx - lanePx * lanes) / 2
  return {
    widthPx: Math.max(availablePx, timePx + lanePx * lanes + 8),
    heightPx: ladder.rows * rowPx + 12,
    lanePx,
    x: (lane) => Math.round(timePx + sparePx + lanePx * (lane + 0.5))
  }
}

export const rowTop = (row: number): number => row * rowPx + 4

export interface ArrowPath {
  fromX: number
  fromY: number
  toX: number
  toY: number
  labelX: number
  labelY: number
  /** How many characters of a label fit. */
  room: number
}

/** Datagrams that did not arrive end before the lane that they went for. */
const reach: Partial<Record<LadderArrow['datagram']['outcome'], number>> = {
  'in-flight': 0.7,
  lost: 0.93,
  unsent: 0.16
}

export function arrowPath(arrow: LadderArrow, { x, lanePx }: Geometry, lanes: number): ArrowPath {
  const fromX = x(arrow.fromLane)
  const aim = aimOf(arrow, fromX, x, lanePx, lanes)
  const share = reach[arrow.datagram.outcome] ?? 1
  const toX = fromX + (aim - fromX) * share
  const fromY = rowTop(arrow.row) + 15
  const labelX = (fromX + aim) / 2
  return {
    fromX,
    fromY,
    toX,
    toY: fromY + 9 * share,
    labelX,
    labelY: fromY - 4,
    room: Math.floor((Math.max(Math.abs(aim - fromX), lanePx * 0.9) - 16) / characterPx)
  }
}

function aimOf(
  arrow: LadderArrow,
  fromX: number,
  x: (lane: number) => number,
  lanePx: number,
  lanes: number
): number {
  if (arrow.toLane !== null && arrow.toLane !== arrow.fromLane) return x(arrow.toLane)
  const towardsRight = arrow.fromLane < lanes - 1 || lanes === 1
  return fromX + (towardsRight ? 1 : -1) * lanePx * stubShare
}

export function fit(text: string, room: number): string {
  if (text.length <= room) return text
  return room < 3 ? '' : `${text.slice(0, room - 1)}…`
}

/** Width of a mark's label. */
export const markWidth = (text: string): number => Math.ceil(text.length * characterPx + 12)
