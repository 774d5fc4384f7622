/** What came of a run of Task 4. */
import * as v from 'valibot'
import { count, sides, timeMs } from '#shared/bounded'
import { engineNames } from '#shared/events/engine'
import { receiveBufferSchema } from '#shared/events/endpoint'
import { ledgerSchema } from './ledger'
import { predictionSchema } from './prediction'
import { lossSchema } from './parameters-schema'
import { witnessSchema } from './witness'

export const lossOutcomeSchema = v.strictObject({
  parameters: lossSchema,
  ledger: ledgerSchema,
  buffers: sides(receiveBufferSchema),
  /** Datagrams that the kernel dropped at each socket (Linux: /proc/net/udp); null where it does not tell. */
  kernelDrops: sides(v.nullable(count)),
  /** The kernel's counts beside the ledger's, and whether they agree. */
  witness: witnessSchema,
  /** Datagrams from other programs that were read at each socket; they are in no other figure. */
  foreign: sides(count),
  /** Datagrams that the emulated queue in the server dropped; null when the queue was the kernel's. */
  emulatedDrops: v.nullable(count),
  prediction: predictionSchema,
  /** What the student said before: the first number to be lost, 0 for none; absent or null: nothing. */
  guess: v.exactOptional(v.nullable(count)),
  elapsedMs: timeMs,
  /** ms that the wall clock went on and the run's own clock did not; absent: none to speak of. */
  sleptMs: v.exactOptional(timeMs),
  /** What made the sockets of the run; runs of version 0.1 do not say. */
  engine: v.exactOptional(v.picklist(engineNames))
})
export type LossOutcome = v.InferOutput<typeof lossOutcomeSchema>
