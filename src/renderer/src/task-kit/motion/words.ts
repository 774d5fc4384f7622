/** What the slow motion of a task says of itself and of its endpoints. */
import type { EndpointInfo } from '#shared/events/endpoint'
import { callName, type Position } from '#shared/events/motion'
import type { TaskDefinition } from '#tasks/task'

export const motionHelp =
  'Slow motion stops each program before every call, and Step lets one call happen. The sockets are real: nothing is sent before sendto() is let go, and what comes waits in the kernel until recvfrom() is.'

/** Whether the endpoint's program calls connect(): then its calls take no address. */
function isConnecting({ program, log, state }: EndpointInfo, task: TaskDefinition): boolean {
  if (state.phase === 'open' && state.peer) return true
  return Boolean(task.logs[log]?.connects && task.programs[program.id]?.source)
}

export interface PlaceWords {
  /** `next`: about to make the call; `in`: inside it. */
  where: 'next' | 'in' | 'running'
  call: string
}

export function placeWords(info: EndpointInfo, { place }: Position, task: TaskDefinition): PlaceWords {
  const connected = isConnecting(info, task)
  switch (place.phase) {
    case 'held':
      return { where: 'next', call: callName(place.call, info.role, connected) }
    case 'waiting':
      return { where: 'in', call: callName('receive', info.role, connected) }
    case 'running':
      return { where: 'running', call: '' }
  }
}
