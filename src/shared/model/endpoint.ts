/** An endpoint as the window and the command line see it: a UDP socket and what it does with datagrams. */
import type { Fault } from '../fault'
import type { EndpointAddress } from './address'

/** Bytes of SO_RCVBUF: asked for (null: the system's default), and what getsockopt said afterwards. */
export interface ReceiveBuffer {
  requestedBytes: number | null
  grantedBytes: number | null
}

export type EndpointRole = 'server' | 'client'

/** Which terminal an endpoint prints in; several clients share one. */
export type LogId = 'server' | 'server-1' | 'server-2' | 'client' | 'unconnected'

/** Whose lines an endpoint prints (shared/tasks/programs.ts). */
export type ProgramId =
  | 'message-server'
  | 'message-server-1'
  | 'message-server-2'
  | 'bytes-server'
  | 'number-server'
  | 'echo-server'
  | 'message-client'
  | 'two-servers-client'
  | 'numbers-client'
  | 'bystander'

export interface Program {
  id: ProgramId
  /** two-servers-client: the servers' addresses, which tell the answers apart. */
  servers?: EndpointAddress[]
  /** two-servers-client: call the first answer "server 1" whoever sent it, as the exercise's program does. */
  byArrival?: boolean
  /** echo-server: its queue is an emulated one of so many payload bytes. */
  emulatedQueueBytes?: number
}

export type EndpointState =
  | { phase: 'opening' }
  | { phase: 'open'; local: EndpointAddress; peer: EndpointAddress | null; buffer: ReceiveBuffer }
  | { phase: 'closed'; local: EndpointAddress | null }
  | { phase: 'failed'; fault: Fault }

export interface EndpointInfo {
  id: number
  /** `Server`, `Server 1`, `Client 3`: as the picture and the status strip name it. */
  name: string
  role: EndpointRole
  log: LogId
  program: Program
  state: EndpointState
}
