/**
 * The head of a run as it is written, in the history and in run files. Names on disk stay what they were when the code's own
 * words change, so that what any version wrote opens in any other.
 */
import type { EndpointInfo } from '#shared/model/endpoint'
import type { RunHead } from './pack'

/** An endpoint's `program` is written as `voice`. */
type WrittenEndpoint = Omit<EndpointInfo, 'program'> & { voice: EndpointInfo['program'] }

export type WrittenHead = Omit<RunHead, 'endpoints'> & { endpoints: WrittenEndpoint[] }

/** Keys in the order that every version wrote them in: sizes and files stay the same to the byte. */
export function writtenHead(head: RunHead): WrittenHead {
  const endpoints = head.endpoints.map(({ id, name, role, log, program: voice, state }) => ({
    ...{ id, name, role, log, voice, state }
  }))
  return { ...head, endpoints }
}

export function readWrittenHead(head: WrittenHead): RunHead {
  const endpoints = head.endpoints.map(({ voice: program, ...endpoint }) => ({ ...endpoint, program }))
  return { ...head, endpoints }
}
