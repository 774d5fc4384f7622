/** What an endpoint of a session is opened with, and why it may not be. */
import type { Fault, Result } from '#shared/fault'
import type { EngineName } from '#shared/events/engine'
import { type EndpointAddress, formatEndpoint, loopbackBeside } from '#shared/events/address'
import { receiveSizeBytes } from '#shared/events/payload'
import { programLines, type ProgramTable } from '#shared/events/program-lines'
import type { EndpointThread } from '../endpoints/endpoint-thread'
import type { Behaviour } from '../endpoints/protocol'
import type { OpenedSocket } from '../net/udp-socket'

/** Threads and sockets of one session at a time. */
export const endpointLimit = 48

export interface Opening {
  local: EndpointAddress
  receiveBufferBytes?: number | null
  /** The argument of recvfrom; the exercise's 1024 unless told otherwise. */
  receiveSizeBytes?: number
  behaviour: Behaviour
  /** With others of the same address and port (OpenOptions). */
  sharesPort?: true
  /** Whose sockets; without it: the lab's. */
  engine?: EngineName
  /** It goes through a program of the exercise that slow motion may hold between its calls. */
  stepped?: boolean
  /** Nobody reads its log: its datagrams are only counted. */
  counted?: boolean
  /** Whoever asked for it wants it no more, even while it is being opened. */
  signal?: AbortSignal
}

/**
 * Opens the thread's socket; a signal that comes meanwhile closes the thread.
 * @param programs those of the session's task
 */
export async function openThread(
  thread: EndpointThread,
  opening: Opening,
  programs: ProgramTable
): Promise<Result<OpenedSocket>> {
  const { local, behaviour, receiveBufferBytes = null, signal } = opening
  const abandon = (): void => void thread.close()
  signal?.addEventListener('abort', abandon, { once: true })
  const opened = await thread.openSocket({
    local,
    behaviour,
    receiveBufferBytes,
    receiveSizeBytes: opening.receiveSizeBytes ?? receiveSizeBytes,
    ...(opening.sharesPort && { sharesPort: true }),
    counted: opening.counted ?? false,
    lines: opening.stepped ? programLines(programs, thread.info.program) : null
  })
  signal?.removeEventListener('abort', abandon)
  return opened
}

export const tooMany: Fault = {
  code: 'endpoint/too-many',
  message: `${endpointLimit} sockets are open in this task, which is the limit.`,
  advice: 'Wait until some clients have finished, or stop them.'
}

export function notLoopback(address: EndpointAddress): Fault {
  return {
    code: 'socket/not-loopback',
    message: `${formatEndpoint(address)} is not on this machine's loopback.`,
    advice: `Use ${loopbackBeside(address.address)}, or allow addresses beyond this machine first (bottom right of the window; --allow-remote in the terminal).`
  }
}
