/** The shape of Task 4's parameters, with their limits: for calls, run files and whatever else is read from outside. */
import * as v from 'valibot'
import { queueKinds, lossLimits } from './parameters'

export const within = (limits: { minimum: number; maximum: number }) =>
  v.pipe(v.number(), v.finite(), v.minValue(limits.minimum), v.maxValue(limits.maximum))

/** SO_RCVBUF in bytes; null leaves the system's default. */
export const buffer = v.nullable(v.pipe(within(lossLimits.buffer), v.integer()))

export const lossSchema = v.strictObject({
  count: v.pipe(within(lossLimits.count), v.integer()),
  serverBuffer: buffer,
  clientBuffer: buffer,
  serviceUs: within(lossLimits.serviceUs),
  clientReads: v.picklist(['after', 'while']),
  rate: within(lossLimits.rate),
  payloadBytes: v.nullable(v.pipe(within(lossLimits.payloadBytes), v.integer())),
  queue: v.picklist(queueKinds)
})
