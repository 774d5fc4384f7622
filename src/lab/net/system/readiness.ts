/** Which of several sockets can be read. */
import type { WaitOutcome } from './poll'

export interface Readiness {
  /** From now on it is told when this one can be read, for as long as it can. Null, or the name of what failed. */
  add(descriptor: number): string | null
  /** Before it is closed. */
  remove(descriptor: number): void
  /** How many can be read; at most so long for the first. */
  wait(ms: number): number
  /** The descriptor of one that `wait` counted. */
  at(index: number): number
  /** Waits until one of them can be read, `bell` (an eventfd; -1: none) rings, or the time is up. */
  waitOrBell(bell: number, ms: number): WaitOutcome
  close(): void
}
