/** What the model says of a run before it starts, and how it came to say so. */
import * as v from 'valibot'
import { count } from '#shared/bounded'
import type { ReceiveBuffer } from '#shared/events/endpoint'
import { chargeSchema } from '#shared/kept/datagram-charge'
import type { LossParameters } from './parameters'

/** Why the model says what it says. The first six are predictions; the others say that it cannot tell. */
const predictionReasons = [
  /** The queues hold all that is sent, however slowly they are read. */
  'fits',
  /** The server is as quick as the client, and its queue holds what comes in a group. */
  'keeps-up',
  /** The server is slower than the client, but the run is over before its queue is full. */
  'ends-in-time',
  /** The server is slower than the client: its queue fills steadily until it is full. */
  'server-outrun',
  /** Replies wait in the client's own queue until all is sent, and it is full before that. */
  'client-reads-after',
  /** The emulated queue, whose rule is known to the byte, was played through. */
  'emulated-queue',
  /** As fast as it can: nobody knows the rates beforehand. */
  'unpaced',
  /** The rates are so near to each other that chance decides. */
  'near-balance',
  /** A queue is so short that a group of a few datagrams fills it. */
  'short-queue',
  /** The client may have sent all, and read, before its own queue is full. */
  'race',
  /** What a receive buffer holds could not be measured. */
  'system-silent'
] as const
export type PredictionReason = (typeof predictionReasons)[number]

const foretelling: readonly PredictionReason[] = predictionReasons.slice(0, 6)

export const predictionSchema = v.strictObject({
  /** The first number that should be lost; null: none, or the model cannot tell (`reason`). */
  firstLost: v.nullable(count),
  /** Datagrams that the server's receive queue holds while nobody reads; null where the model does not apply. */
  capacity: v.nullable(count),
  /** The same of the client's. */
  clientCapacity: v.nullable(count),
  /** The queue that should lose it. */
  queue: v.nullable(v.picklist(['server', 'client'])),
  reason: v.picklist(predictionReasons),
  charge: v.nullable(chargeSchema)
})
export type Prediction = v.InferOutput<typeof predictionSchema>

/** Whether a null `firstLost` means "none will be lost". */
export function foretells({ reason }: Pick<Prediction, 'reason'>): boolean {
  return foretelling.includes(reason)
}

/**
 * How far a prediction was off, as a share of the truth. Null: it was none, or one of both lost nothing while the other
 * did, so that there is no distance to measure.
 */
export function predictionError(predicted: number | null, firstLost: number | null): number | null {
  if (predicted === null || firstLost === null) return predicted === firstLost ? 0 : null
  return Math.abs(predicted - firstLost) / firstLost
}

/** The model's word before a run, and what the system would grant it. */
export interface Forecast {
  parameters: LossParameters
  buffers: { server: ReceiveBuffer; client: ReceiveBuffer }
  prediction: Prediction
}

/** Bytes of the run's longest payload: the decimal text of its last number, or what it is padded to. */
export function longestPayloadBytes({
  count,
  payloadBytes
}: Pick<LossParameters, 'count' | 'payloadBytes'>): number {
  return Math.max(String(count).length, payloadBytes ?? 0)
}

/** Below this, rate x service time says nothing: what the machine does besides decides. */
export const nearBalance = 1.005

/** Datagrams that wait for a server with rate x service time `ratio` (above 1) when `count` were sent: (r - 1) / r of them. */
export const waitingAtEnd = (count: number, ratio: number): number => (count * (ratio - 1)) / ratio

/** What a student may say: 0 means that none will be lost. */
export const guessLimits = { minimum: 0, maximum: 1_000_000 } as const

export function sameParameters(one: LossParameters, other: LossParameters): boolean {
  const names = Object.keys(one) as (keyof LossParameters)[]
  return names.every((name) => one[name] === other[name])
}
