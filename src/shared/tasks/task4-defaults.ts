/** What Task 4's run does unless told otherwise. */
import type { Task4Parameters } from './task4'

export const task4Defaults: Task4Parameters = {
  count: 20_000,
  serverBuffer: null,
  clientBuffer: null,
  serviceUs: 0,
  clientReads: 'after',
  rate: 0,
  payloadBytes: null,
  queue: 'kernel'
}
