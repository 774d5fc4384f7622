/** The shape of Task 4's parameters, with their limits: for calls, run files and whatever else is read from outside. */
import * as v from 'valibot'
import { queueKinds, task4Limits } from './task4'

export const within = (limits: { minimum: number; maximum: number }) =>
  v.pipe(v.number(), v.finite(), v.minValue(limits.minimum), v.maxValue(limits.maximum))

/** SO_RCVBUF in bytes; null leaves the system's default. */
export const buffer = v.nullable(v.pipe(within(task4Limits.buffer), v.integer()))

export const task4Schema = v.strictObject({
  count: v.pipe(within(task4Limits.count), v.integer()),
  serverBuffer: buffer,
  clientBuffer: buffer,
  serviceUs: within(task4Limits.serviceUs),
  clientReads: v.picklist(['after', 'while']),
  rate: within(task4Limits.rate),
  payloadBytes: v.nullable(v.pipe(within(task4Limits.payloadBytes), v.integer())),
  queue: v.picklist(queueKinds)
})
