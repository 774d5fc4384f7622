/** Work of a task's own, which an endpoint does on command: as behaviours are, it is looked up by name. */
import type { Result } from '#shared/fault'
import type { UdpSocket } from '../net/udp-socket'
import type { ReceiverNeeds } from './receiver'

export type WorkNeeds = Omit<ReceiverNeeds, 'steps' | 'socket'> & {
  /** Whoever works holds it, and reads by wait(). */
  socket: Pick<UdpSocket, 'send' | 'flush' | 'hold' | 'wait'>
}

/** Each knows the input that its own lab sends. It ends by itself, or soon after the lab has asked for an end. */
type OwnWork = (input: never, around: WorkNeeds) => Promise<Result<unknown>>

export type OwnWorks = Readonly<Record<string, OwnWork>>

/** @throws Error for work that no task has: the lab and its threads are then of two builds */
export function workNamed(name: string, works: OwnWorks): OwnWork {
  const work = Object.hasOwn(works, name) ? works[name] : undefined
  if (!work) throw new Error(`No task has work that is called ${name}.`)
  return work
}
