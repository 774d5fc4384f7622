/** How much room the window has, in CSS px: at 200 % zoom a window of 1280 px has 640 of them. */

/** `single`: one column, its panes as tabs. The others say what stands beside what. */
export type Room = 'single' | 'narrow' | 'middle' | 'wide' | 'full'

const from: readonly [Room, number][] = [
  ['full', 1900],
  ['wide', 1440],
  ['middle', 1280],
  ['narrow', 800]
]

export const roomOf = (widthPx: number): Room =>
  from.find(([, minimumPx]) => widthPx >= minimumPx)?.[0] ?? 'single'

/** Below, the guide is a bar at the bottom; from here on it stands at the right. */
export const guideBeside = (room: Room): boolean => room === 'middle' || room === 'wide' || room === 'full'
