/** What the kernel charges a receive buffer for one datagram of the run's longest payload. */
import * as v from 'valibot'
import { count } from '../bounded'

export const chargeSchema = v.strictObject({
  payloadBytes: count,
  /** truesize: payload, headers and the kernel's own structures. */
  bytes: v.pipe(v.number(), v.finite()),
  /** Measured on a socket of this system just now, or taken from the table of docs/model.md. */
  source: v.picklist(['measured', 'table'])
})
export type DatagramCharge = v.InferOutput<typeof chargeSchema>
