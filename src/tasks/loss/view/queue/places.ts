/** Where the parts of the drawing stand, in px of the canvas. */

export interface Box {
  x: number
  y: number
  width: number
  height: number
}

export interface Places {
  sender: Box
  serverQueue: Box
  service: Box
  clientQueue: Box
  reader: Box
  /** Baselines of the lines below a queue. */
  captions: readonly number[]
  /** The drawing is low: what is said besides is left out. */
  low: boolean
}

const between = (least: number, value: number, most: number): number => Math.max(least, Math.min(value, most))

export function placesOf(widthPx: number, heightPx: number): Places {
  const edge = 16
  const low = heightPx < 130
  const box = between(70, widthPx * 0.1, 96)
  const gap = between(26, widthPx * 0.06, 72)
  const tank = Math.max(40, (widthPx - 2 * edge - 3 * box - 4 * gap) / 2)
  const top = 22
  const lines = low ? 1 : 2
  const tankHeight = Math.max(24, heightPx - top - lines * 15 - 6)
  const boxHeight = between(34, tankHeight * 0.62, 64)
  const boxY = top + (tankHeight - boxHeight) / 2
  let x = edge
  const next = (width: number): number => {
    const at = x
    x += width + gap
    return at
  }
  const boxAt = (): Box => ({ x: next(box), y: boxY, width: box, height: boxHeight })
  const tankAt = (): Box => ({ x: next(tank), y: top, width: tank, height: tankHeight })
  const sender = boxAt()
  const serverQueue = tankAt()
  const service = boxAt()
  const clientQueue = tankAt()
  const reader = boxAt()
  const bottom = top + tankHeight
  return {
    sender,
    serverQueue,
    service,
    clientQueue,
    reader,
    captions: low ? [bottom + 15] : [bottom + 15, bottom + 30],
    low
  }
}
