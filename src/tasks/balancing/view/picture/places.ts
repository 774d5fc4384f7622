/** Where the parts of the drawing stand, in px of the canvas. */

export interface Point {
  x: number
  y: number
}

export interface Box extends Point {
  width: number
  height: number
}

export interface Places {
  /** The mark of each drawn client. */
  clients: readonly Point[]
  /** Half the width of a mark. */
  markPx: number
  /** Height of a client's row: how far the pointer may be from its mark. */
  rowPx: number
  balancer: Box
  /** Where all clients write to, and from where all servers get it. */
  front: Point
  back: Point
  servers: readonly Box[]
  /** Baseline of the three headings. */
  headY: number
}

const between = (least: number, value: number, most: number): number => Math.max(least, Math.min(value, most))

const edgePx = 12
const headPx = 26
/** A mark and a number of two digits. */
const cellPx = 38

export function placesOf(widthPx: number, heightPx: number, clients: number, servers: number): Places {
  const roomPx = Math.max(60, heightPx - headPx - 8)
  const rowPx = between(11, roomPx / Math.max(1, clients), 26)
  const rows = Math.max(1, Math.floor(roomPx / rowPx))
  const columns = Math.max(1, Math.ceil(clients / rows))
  const perColumn = Math.ceil(clients / columns)
  const startY = headPx + Math.max(0, (roomPx - perColumn * rowPx) / 2)
  const clientsPx = columns * cellPx
  const serverPx = between(132, widthPx * 0.38, 340)
  const gapPx = Math.max(0, widthPx - 2 * edgePx - clientsPx - serverPx)
  const balancerPx = between(72, gapPx * 0.36, 148)
  const balancerHeight = between(64, roomPx * 0.45, 104)
  const balancer = {
    x: edgePx + clientsPx + (gapPx - balancerPx) / 2,
    y: headPx + (roomPx - balancerHeight) / 2,
    width: balancerPx,
    height: balancerHeight
  }
  // Datagrams pass below what its box says.
  const laneY = balancer.y + balancer.height - 14
  const stepPx = Math.min(78, roomPx / Math.max(1, servers))
  const topY = headPx + (roomPx - stepPx * servers) / 2
  return {
    clients: Array.from({ length: clients }, (_, index) => ({
      x: edgePx + Math.floor(index / perColumn) * cellPx + 22,
      y: startY + ((index % perColumn) + 0.5) * rowPx
    })),
    markPx: between(3.5, rowPx * 0.24, 5),
    rowPx,
    balancer,
    front: { x: balancer.x, y: laneY },
    back: { x: balancer.x + balancer.width, y: laneY },
    servers: Array.from({ length: servers }, (_, index) => ({
      x: widthPx - edgePx - serverPx,
      y: topY + index * stepPx + (stepPx > 24 ? 3 : 1),
      width: serverPx,
      height: stepPx - (stepPx > 24 ? 6 : 2)
    })),
    headY: 16
  }
}

/** The client whose mark is at the pointer; null: none is. */
export function clientAt({ clients, rowPx }: Places, { x, y }: Point): number | null {
  const at = clients.findIndex((mark) => Math.abs(mark.x - x) < 20 && Math.abs(mark.y - y) <= rowPx / 2)
  return at < 0 ? null : at
}
