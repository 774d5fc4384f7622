/** The room of this window, as it changes. */
import { innerWidth } from 'svelte/reactivity/window'
import { type Room, roomOf } from './room'

class WindowRoom {
  get now(): Room {
    return roomOf(innerWidth.current ?? window.innerWidth)
  }
}

export const windowRoom = new WindowRoom()
