/** What came of a run of Task 4. */
import type { ReceiveBuffer } from '../model/endpoint'
import type { Ledger } from '../model/ledger'
import type { Task4Parameters } from './task4-parameters'
import type { Prediction } from './task4-prediction'
import type { Witness } from './witness'

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
