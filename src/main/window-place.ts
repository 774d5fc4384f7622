/** Where the window opens: where it was, as far as the displays of today let it be seen and grasped there. */
import type { WindowBounds } from '#shared/settings'

export interface Area {
  x: number
  y: number
  width: number
  height: number
}

export const smallest = { width: 900, height: 600 } as const
const usual = { width: 1280, height: 800 } as const
/** As much of the title bar as a pointer needs to move a window. */
const graspable = { width: 120, height: 24 } as const

function isGraspable({ x, y, width }: Area, display: Area): boolean {
  const shownPx = Math.min(x + width, display.x + display.width) - Math.max(x, display.x)
  return shownPx >= graspable.width && y >= display.y && y + graspable.height <= display.y + display.height
}

/**
 * Bounds for the window, without a place where the system should choose one.
 *
 * @param displays work areas of the displays that are there now
 */
export function fitWindow(
  kept: WindowBounds | null,
  displays: readonly Area[]
): { width: number; height: number; x?: number; y?: number } {
  if (!kept) return usual
  const display = displays.find((area) => isGraspable(kept, area))
  const room = display ?? displays[0] ?? { ...usual, x: 0, y: 0 }
  const size = {
    width: Math.max(smallest.width, Math.min(kept.width, room.width)),
    height: Math.max(smallest.height, Math.min(kept.height, room.height))
  }
  return display ? { ...size, x: kept.x, y: kept.y } : size
}
