/**
 * Slow motion: endpoints that stop before each call of their program until they are let go. What a task's endpoints are
 * stopped before, as the lab tells it and the window shows it.
 */
import type { EndpointRole } from './endpoint'

/**
 * The stops of a program, in the exercise's order. `open`: the socket is made, its options are set, and a server's is bound;
 * `greet`: it prints that it is up; `print`: it prints a line about the datagram that it received.
 */
export const heldCalls = ['open', 'greet', 'connect', 'send', 'receive', 'print', 'close'] as const
export type HeldCall = (typeof heldCalls)[number]

export type Whereabouts =
  /**
   * Stopped before a call. `index`: which of several lines with this call, from 0: the second print, the send to the second
   * server. `stop` counts the stops of the endpoint, from 1: to let it go one names the stop.
   */
  | { phase: 'held'; call: HeldCall; index: number; stop: number }
  /** Inside the receiving call, which returns when a datagram comes: the kernel holds it, not we. */
  | { phase: 'waiting' }
  /** Let go, and between two calls or in one that takes a while. */
  | { phase: 'running' }

export interface Position {
  endpointId: number
  place: Whereabouts
  /** Monotonic ms since when it has been there. */
  sinceMs: number
  /** Which lines its program has printed: those of events before row `printedTo >> 2`, and of that one the first `& 3`. */
  printedTo: number
  /** Bytes charged to its receive queue (proc(5), /proc/net/udp, rx_queue); null where the system does not tell. */
  queueBytes: number | null
}

export interface Motion {
  /** Endpoints of this task stop before each call. */
  on: boolean
  /** Of each endpoint that can be stopped and is there; none while it is off. */
  positions: readonly Position[]
}

export const noMotion: Motion = { on: false, positions: [] }

/** Lines are named by their event's row and their place in it, as one number that grows. */
export const lineKey = (row: number, line: number): number => row * 4 + line

/** The endpoint that a step lets go when none is named: the one that has been held longest. */
export function nextHeld(motion: Motion): (Position & { place: { phase: 'held' } }) | null {
  let next: (Position & { place: { phase: 'held' } }) | null = null
  for (const position of motion.positions) {
    if (isHeld(position) && (!next || position.sinceMs < next.sinceMs)) next = position
  }
  return next
}

export function isHeld(position: Position): position is Position & { place: { phase: 'held' } } {
  return position.place.phase === 'held'
}

/** The call as the program writes it: `sendto()`, on a connected socket `send()`. */
export function callName(call: HeldCall, role: EndpointRole, connected: boolean): string {
  switch (call) {
    case 'open':
      return role === 'server' ? 'bind()' : 'socket()'
    case 'greet':
    case 'print':
      return 'print()'
    case 'connect':
      return 'connect()'
    case 'send':
      return connected ? 'send()' : 'sendto()'
    case 'receive':
      return connected ? 'recv()' : 'recvfrom()'
    case 'close':
      return 'close()'
  }
}
