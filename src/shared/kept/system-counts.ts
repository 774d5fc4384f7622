/** How far the system's own sums over all UDP sockets grew during the run; null where it keeps no such sum. */
import * as v from 'valibot'
import { count } from '../bounded'

export const systemCountsSchema = v.strictObject({
  /** Datagrams delivered to sockets. */
  inDatagrams: v.nullable(count),
  /** Datagrams that could not be delivered, for whatever reason but that nobody had the port. */
  inErrors: v.nullable(count),
  /** Those of them that found a receive buffer full. */
  receiveBufferErrors: v.nullable(count)
})
export type SystemCounts = v.InferOutput<typeof systemCountsSchema>
