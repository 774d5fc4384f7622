/** Task 4's run: its parameters with defaults and limits, its presets, its outcome. */
import type { ReceiveBuffer } from '../model/endpoint'
import type { Ledger } from '../model/ledger'
import type { Prediction } from './task4-prediction'

export type ClientReads = 'after' | 'while'

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
}

export const task4Defaults: Task4Parameters = {
  count: 20_000,
  serverBuffer: null,
  clientBuffer: null,
  serviceUs: 0,
  clientReads: 'after',
  rate: 0
}

/** Inclusive limits; beyond them a run is refused before anything starts. */
export const task4Limits = {
  count: { minimum: 1, maximum: 1_000_000 },
  buffer: { minimum: 1, maximum: 1_073_741_823 },
  serviceUs: { minimum: 0, maximum: 100_000 },
  rate: { minimum: 0, maximum: 1_000_000 },
  /** What a run may take by its own settings: count / rate and count * service time. */
  plannedSeconds: 600
} as const

export const presetNames = ['one', 'eight', 'loss', 'no-loss'] as const
export type PresetName = (typeof presetNames)[number]

export interface Preset {
  name: PresetName
  title: string
  /** What it shows, in a sentence. */
  shows: string
  parameters: Task4Parameters
}

/**
 * 10,000 numbers a second come to a server that needs 101.2 µs for each, so that its queue grows slowly and overflows
 * after some 15,000 numbers at the default buffer; docs/model.md derives it. The client has room for every answer, so
 * that what is lost is lost at the server.
 */
const slowServer: Task4Parameters = {
  ...task4Defaults,
  serviceUs: 101.2,
  rate: 10_000,
  clientReads: 'while',
  clientBuffer: 400_000
}

/** The four parts of Task 4. */
export const presets: readonly Preset[] = [
  {
    name: 'one',
    title: 'One number',
    shows: 'Part 1: one number goes to the server and comes back.',
    parameters: { ...task4Defaults, count: 1 }
  },
  {
    name: 'eight',
    title: 'Eight numbers',
    shows: 'Part 2: 1 to 8 are sent without waiting, then read: all come back.',
    parameters: { ...task4Defaults, count: 8 }
  },
  {
    name: 'loss',
    title: 'Loss',
    shows: 'Part 3: complete up to a point, then gaps. The server is a little slower than the client.',
    parameters: slowServer
  },
  {
    name: 'no-loss',
    title: 'No loss',
    shows: 'Part 4: the same with SO_RCVBUF 200000 on the server: the queue is long enough for all.',
    parameters: {
      ...task4Defaults,
      serviceUs: 101.2,
      rate: 10_000,
      clientReads: 'while',
      serverBuffer: 200_000
    }
  }
]

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
  prediction: Prediction
  /** What the student said before: the first number to be lost, 0 for none; absent or null: nothing. */
  guess?: number | null
  elapsedMs: number
}
