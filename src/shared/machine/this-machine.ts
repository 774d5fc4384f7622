/** What a machine is to the lab, and what was found to work on it: measured just now, nothing from a table of systems. */
import type { EngineProof } from './engine-check'
import type { FullRule } from '../kept/datagram-charge'

/** A receive queue that was filled while nobody read it. */
export interface CountedQueue {
  payloadBytes: number
  /** SO_RCVBUF as asked for; null: the system's default. */
  requestedBytes: number | null
  /** SO_RCVBUF as granted; null: it could not be read. */
  grantedBytes: number | null
  /** Datagrams that it held (K); null: it was not full after all that were sent. */
  holds: number | null
  /** Bytes that the system charged for the first datagram (T); null: it does not tell. */
  chargeBytes: number | null
}

export interface Capacity {
  /** For the system's default, and for SO_RCVBUF of 200,000: `filled` or else computed by the measured rule. */
  queues: (CountedQueue & { filled: boolean })[]
  /** Linux' rule by which a small queue was full; null: by none that is known, or the system does not tell. */
  rule: FullRule | null
}

export interface ClockFacts {
  /** The smallest difference that two readings in a row had, in ns; null: all were the same. */
  stepNs: number | null
  /** Sleeps of `askedMs` by Atomics.wait(): how much later than asked they ended. */
  sleep: { by: 'Atomics.wait'; askedMs: number; count: number; medianLateMs: number; worstLateMs: number }
}

export interface Interpreter {
  /** What it runs, such as Python. */
  name: string
  /** As one types it; null: none of its names is in PATH and answers. */
  command: string | null
  path: string | null
  version: string | null
}

export interface ThisMachine {
  /** Node's word for the system: linux, win32, darwin. */
  platform: string
  /** uname(2): sysname and release. */
  system: string
  kernel: string
  processor: string
  processorCount: number
  architecture: string
  versions: { node: string; electron: string | null }
  /** net.core.rmem_max and rmem_default (socket(7)); null: the system does not tell. */
  receiveBuffer: { maximumBytes: number | null; defaultBytes: number | null }
  /** Null: no socket could be opened to measure with. */
  capacity: Capacity | null
  /** The same buffer filled with payloads of several sizes. */
  counting: CountedQueue[]
  clock: ClockFacts
  /** `usual`: the one that new sockets get here unless the user chooses. */
  engines: (EngineProof & { usual: boolean })[]
  interpreters: Interpreter[]
}
