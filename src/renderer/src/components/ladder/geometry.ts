/** Where the ladder's lanes, arrows and marks stand, in px. */
import type { Ladder, LadderArrow, LadderMark, LadderSegment } from '#shared/ladder/ladder'
import { arrowEndMs, closePx, type LadderScale, unitPx } from '#shared/ladder/ladder-scale'

/** The same in both modes: what fits a row fits the least distance of the scale. */
export const rowPx = unitPx
export const headerPx = 28
export const legendPx = 38
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
  rowTop: (row: number) => number
  markTop: (mark: LadderMark) => number
  /** The moment of a row: what is drawn of its text and arrow stands around it. */
  momentY: (row: number) => number
  /** Where an arrow that goes the whole way ends. */
  endY: (arrow: LadderArrow) => number
  /** How far down an ICMP error goes on its way back. */
  icmpDropPx: number
  /** The last of a socket's life. */
  lifeEndY: (segment: LadderSegment) => number
}

/** @param scale null: one row below the other, and each arrow has the same slope */
export function geometryOf(ladder: Ladder, availablePx: number, scale: LadderScale | null): Geometry {
  const lanes = Math.max(1, ladder.lanes.length)
  const roomPx = Math.max(0, availablePx - timePx - 8)
  const lanePx = Math.min(Math.max(roomPx / lanes, laneMinimumPx), laneMaximumPx)
  const sparePx = Math.max(0, roomPx - lanePx * lanes) / 2
  return {
    widthPx: Math.max(availablePx, timePx + lanePx * lanes + 8),
    lanePx,
    x: (lane) => Math.round(timePx + sparePx + lanePx * (lane + 0.5)),
    ...(scale ? toScale(scale) : rowByRow(ladder.rows))
  }
}

type Heights = Omit<Geometry, 'widthPx' | 'lanePx' | 'x'>

const topPx = 4
/** From the top of a row to its moment. */
const momentPx = 15
const slopePx = 9

function rowByRow(rows: number): Heights {
  const rowTop = (row: number): number => row * rowPx + topPx
  const momentY = (row: number): number => rowTop(row) + momentPx
  return {
    heightPx: rows * rowPx + 12,
    rowTop,
    markTop: ({ row }) => rowTop(row),
    momentY,
    endY: ({ row }) => momentY(row) + slopePx,
    icmpDropPx: slopePx,
    lifeEndY: ({ toRow, closed }) => rowTop(toRow) + rowPx + (closed ? -3 : 4)
  }
}

function toScale(scale: LadderScale): Heights {
  const { rowsPx, marksPx, arrivalsPx, heightPx } = scale
  const rowTop = (row: number): number => (rowsPx[row] ?? 0) + topPx
  const momentY = (row: number): number => rowTop(row) + momentPx
  const wholePx = heightPx + rowPx + 12
  return {
    heightPx: wholePx,
    rowTop,
    markTop: ({ key, row }) => (marksPx.get(key) ?? rowsPx[row] ?? 0) + topPx,
    momentY,
    endY: (arrow) => {
      const endPx = arrivalsPx.get(arrowEndMs(arrow) ?? Number.NaN)
      return endPx === undefined ? momentY(arrow.row) : endPx + topPx + momentPx
    },
    // Only its return was seen, not its way.
    icmpDropPx: 0,
    lifeEndY: ({ toRow, closed, closedMs }) => {
      if (!closed) return wholePx
      if (closedMs === null) return rowTop(toRow) + rowPx - 3
      // Stamps of two threads may differ: a life does not end above what its socket did.
      return Math.max(closePx(scale, closedMs) + topPx, rowTop(toRow)) + momentPx
    }
  }
}

export interface ArrowPath {
  fromX: number
  fromY: number
  toX: number
  toY: number
  labelX: number
  labelY: number
  labelAnchor: 'start' | 'middle' | 'end'
  /** How many characters of a label fit. */
  room: number
}

/** Datagrams that did not arrive end before the lane that they went for. */
const reach: Partial<Record<LadderArrow['datagram']['outcome'], number>> = {
  'in-flight': 0.7,
  lost: 0.93,
  unsent: 0.16
}

/** An arrow that falls deeper leaves a label at its middle alone: the label stands where the arrow begins. */
const steepPx = 24

export function arrowPath(arrow: LadderArrow, geometry: Geometry, lanes: number): ArrowPath {
  const { x, lanePx } = geometry
  const fromX = x(arrow.fromLane)
  const aim = aimOf(arrow, fromX, x, lanePx, lanes)
  const share = reach[arrow.datagram.outcome] ?? 1
  const toX = fromX + (aim - fromX) * share
  const fromY = geometry.momentY(arrow.row)
  const dropPx = geometry.endY(arrow) - fromY
  const isSteep = dropPx > steepPx
  const forwards = toX >= fromX
  return {
    fromX,
    fromY,
    toX,
    toY: fromY + dropPx * share,
    labelX: isSteep ? fromX + (forwards ? 8 : -8) : (fromX + aim) / 2,
    labelY: fromY - 4,
    labelAnchor: isSteep ? (forwards ? 'start' : 'end') : 'middle',
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
