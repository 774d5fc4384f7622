/** What a run of Task 4 is to do: its parameters, with defaults and limits. */
import { numbersLimits, receiveBufferLimits } from '#shared/call-shapes'
import { receiveSizeBytes } from '#shared/events/payload'

export type ClientReads = 'after' | 'while'

export const queueKinds = ['kernel', 'emulated'] as const
export type QueueKind = (typeof queueKinds)[number]

export interface LossParameters {
  /** n: the client sends 1 to n, one datagram each. */
  count: number
  /** SO_RCVBUF of the server in bytes; null leaves the system's default. */
  serverBuffer: number | null
  /** SO_RCVBUF of the client in bytes; null leaves the system's default. */
  clientBuffer: number | null
  /** Busy time of the server per datagram, in µs. */
  serviceUs: number
  /** Whether the client reads only when all is sent, as in the exercise, or while it sends. */
  clientReads: ClientReads
  /** Datagrams per second that the client sends; 0: as fast as possible. */
  rate: number
  /** Each number's text is padded with spaces to this many bytes; null: the decimal text alone. */
  payloadBytes: number | null
  /** The server's receive queue: the kernel's own, or an emulated one that counts payload bytes alone. */
  queue: QueueKind
}

/** Unless told otherwise. */
export const lossDefaults: LossParameters = {
  count: 20_000,
  serverBuffer: null,
  clientBuffer: null,
  serviceUs: 0,
  clientReads: 'after',
  rate: 0,
  payloadBytes: null,
  queue: 'kernel'
}

/** Inclusive limits; beyond them a run is refused before anything starts. */
export const lossLimits = {
  count: numbersLimits,
  buffer: receiveBufferLimits,
  serviceUs: { minimum: 0, maximum: 100_000 },
  rate: { minimum: 0, maximum: 1_000_000 },
  /** The exercise's receive size: what is longer would be cut by recvfrom(1024). */
  payloadBytes: { minimum: 1, maximum: receiveSizeBytes },
  /** What a run may take by its own settings: count / rate and count * service time. */
  plannedSeconds: 600
} as const

/** Why the parameters cannot be run, in words, or null. They are whole and in range by the schema already. */
export function plannedTooLong(parameters: LossParameters): string | null {
  const sendingS = parameters.rate > 0 ? parameters.count / parameters.rate : 0
  const servingS = (parameters.count * parameters.serviceUs) / 1e6
  const plannedS = Math.max(sendingS, servingS)
  if (plannedS <= lossLimits.plannedSeconds) return null
  const cause = sendingS >= servingS ? 'count / rate' : 'count x service time'
  return `The run would take ${Math.round(plannedS)} s (${cause}); the limit is ${lossLimits.plannedSeconds} s. Use a smaller count${sendingS >= servingS ? ' or a higher rate' : ' or a shorter service time'}.`
}
