/** A datagram that a server may have to leave without an answer. */
import { EventKind } from '#shared/events/batch'
import { monotonicMs } from '../clock'
import type { LoopGuard } from './loop-guard'
import type { Recorder } from './recorder'

/** False: it was recorded as received, and, when it is news, why it gets no answer. */
export function mayAnswer(
  guard: LoopGuard,
  recorder: Recorder,
  payload: Uint8Array,
  address: string,
  port: number,
  sizeBytes: number
): boolean {
  const refusal = guard.refuse(payload, address, port, monotonicMs())
  if (refusal === null) return true
  recorder.payload(EventKind.received, address, port, payload, sizeBytes)
  if (!refusal.news) return false
  if (refusal.reason === 'own-address') recorder.plain(EventKind.forged, { address, port })
  else recorder.number(EventKind.unanswered, recorder.peerRow(address, port), refusal.repeats, 0)
  return false
}
