/** An endpoint as the window and the command line see it: a UDP socket and what it does with datagrams. */
import * as v from 'valibot'
import { count } from '../bounded'
import { faultSchema } from '../fault'
import { addressSchema, type EndpointAddress } from './address'

/** Bytes of SO_RCVBUF: asked for (null: the system's default), and what getsockopt said afterwards. */
export const receiveBufferSchema = v.strictObject({
  requestedBytes: v.nullable(count),
  grantedBytes: v.nullable(count)
})
export type ReceiveBuffer = v.InferOutput<typeof receiveBufferSchema>

export const endpointRoles = ['server', 'client'] as const
export type EndpointRole = (typeof endpointRoles)[number]

/** Which terminal an endpoint prints in; several clients share one. Each task names its own (tasks/task.ts). */
export type LogId = string

/** Whose lines an endpoint prints: one of its task's programs (program-lines.ts). */
export type ProgramId = string

export interface Program {
  id: ProgramId
  /** The addresses of several servers, which tell their answers apart. */
  servers?: EndpointAddress[]
  /** It calls the first answer "server 1" whoever sent it, as the exercise's client of two servers does. */
  byArrival?: boolean
  /** Its queue is an emulated one of so many payload bytes. */
  emulatedQueueBytes?: number
}

export const endpointStateSchema = v.variant('phase', [
  v.strictObject({ phase: v.literal('opening') }),
  v.strictObject({
    phase: v.literal('open'),
    local: addressSchema,
    peer: v.nullable(addressSchema),
    buffer: receiveBufferSchema
  }),
  v.strictObject({ phase: v.literal('closed'), local: v.nullable(addressSchema) }),
  v.strictObject({ phase: v.literal('failed'), fault: faultSchema })
])
export type EndpointState = v.InferOutput<typeof endpointStateSchema>

export interface EndpointInfo {
  id: number
  /** `Server`, `Server 1`, `Client 3`: as the picture and the status strip name it. */
  name: string
  role: EndpointRole
  log: LogId
  program: Program
  state: EndpointState
}
