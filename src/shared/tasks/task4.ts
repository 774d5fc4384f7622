/** Task 4's run: its parameters with defaults and limits, its presets, its outcome. */
import type { ReceiveBuffer } from '../model/endpoint'
import type { Ledger } from '../model/ledger'
import { receiveSizeBytes } from '../model/payload'
import type { Witness } from './witness'
import type { Prediction } from './task4-prediction'

export type ClientReads = 'after' | 'while'

export const queueKinds = ['kernel', 'emulated'] as const
export type QueueKind = (typeof queueKinds)[number]

export interface Task4Parameters {
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
  /** Datagrams per second that the client sends; 0: as fast as it can. */
  rate: number
  /** Each number's text is padded with spaces to this many bytes; null: the decimal text alone. */
  payloadBytes: number | null
  /** The server's receive queue: the kernel's own, or an emulated one that charges payload bytes as Windows does. */
  queue: QueueKind
}

export { task4Defaults } from './task4-defaults'
export * from './presets'

/** Inclusive limits; beyond them a run is refused before anything starts. */
export const task4Limits = {
  count: { minimum: 1, maximum: 1_000_000 },
  buffer: { minimum: 1, maximum: 1_073_741_823 },
  serviceUs: { minimum: 0, maximum: 100_000 },
  rate: { minimum: 0, maximum: 1_000_000 },
  /** The exercise's receive size: what is longer would be cut by recvfrom(1024). */
  payloadBytes: { minimum: 1, maximum: receiveSizeBytes },
  /** What a run may take by its own settings: count / rate and count * service time. */
  plannedSeconds: 600
} as const

/** Why the parameters cannot be run, in words, or null. They are whole and in range by the schema already. */
export function plannedTooLong(parameters: Task4Parameters): string | null {
  const sendingS = parameters.rate > 0 ? parameters.count / parameters.rate : 0
  const servingS = (parameters.count * parameters.serviceUs) / 1e6
  const plannedS = Math.max(sendingS, servingS)
  if (plannedS <= task4Limits.plannedSeconds) return null
  const cause = sendingS >= servingS ? 'count / rate' : 'count x service time'
  return `The run would take ${Math.round(plannedS)} s (${cause}); the limit is ${task4Limits.plannedSeconds} s. Use a smaller count${sendingS >= servingS ? ' or a higher rate' : ' or a shorter service time'}.`
}

export interface Task4Outcome {
  parameters: Task4Parameters
  ledger: Ledger
  buffers: { server: ReceiveBuffer; client: ReceiveBuffer }
  /** Datagrams that the kernel dropped at each socket (Linux: /proc/net/udp); null where it does not tell. */
  kernelDrops: { server: number | null; client: number | null }
  /** The kernel's counts beside the ledger's, and whether they agree. */
  witness: Witness
  /** Datagrams from other programs that were read at each socket; they are in no other figure. */
  foreign: { server: number; client: number }
  /** Datagrams that the emulated queue in the server dropped; null when the queue was the kernel's. */
  emulatedDrops: number | null
  prediction: Prediction
  /** What the student said before: the first number to be lost, 0 for none; absent or null: nothing. */
  guess?: number | null
  elapsedMs: number
}
