/** What the slow motion of a task says of itself and of its endpoints. */
import type { EndpointInfo } from '#shared/model/endpoint'
import { callName, type Position } from '#shared/model/motion'
import type { TaskId } from '#shared/tasks/catalogue'

export const motionHelp =
  'Slow motion stops each program before every call, and Step lets one call happen. The sockets are real: nothing is sent before sendto() is let go, and what comes waits in the kernel until recvfrom() is.'

/** What is not held in a task, and why. */
export const motionLimits: Partial<Record<TaskId, string>> = {
  task3: 'The tries below are not held: they are over in a moment.',
  task4:
    'Only “Send number” is held. A run of 1 to n is not: 20,000 datagrams make 120,000 calls, and how fast they come is what it shows.'
}

/** Whether the endpoint's program calls connect(): then its calls take no address. */
export function isConnecting({ program, log, state }: EndpointInfo, task: TaskId): boolean {
  if (state.phase === 'open' && state.peer) return true
  return task === 'task3' && program.id === 'message-client' && log === 'client'
}

export interface PlaceWords {
  /** `next`: about to make the call; `in`: inside it. */
  where: 'next' | 'in' | 'going on'
  call: string
}

export function placeWords(info: EndpointInfo, { place }: Position, task: TaskId): PlaceWords {
  const connected = isConnecting(info, task)
  switch (place.phase) {
    case 'held':
      return { where: 'next', call: callName(place.call, info.role, connected) }
    case 'waiting':
      return { where: 'in', call: callName('receive', info.role, connected) }
    case 'running':
      return { where: 'going on', call: '' }
  }
}
