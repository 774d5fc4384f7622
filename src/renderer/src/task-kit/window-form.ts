/** How a tab of experiments is laid out in the room that the window has. */
import type { Room } from '#ui/layout/room'
import { windowRoom } from '#ui/layout/window-room.svelte.ts'

/**
 * `single`: one column, its panes one at a time; `bar`: the settings are a bar above the pictures; `beside`: they stand
 * at the left; `columns`: pictures and terminals stand beside each other too.
 */
export type WindowForm = 'single' | 'bar' | 'beside' | 'columns'

const formIn: Readonly<Record<Room, WindowForm>> = {
  single: 'single',
  narrow: 'bar',
  middle: 'beside',
  wide: 'beside',
  full: 'columns'
}

export const windowForm = (): WindowForm => formIn[windowRoom.now]
