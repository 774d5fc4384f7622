/** What has to be known of a payload when send() has told what became of it: by then its memory may hold another one. */
import type { EndpointAddress } from '#shared/events/address'
import type { EventKindCode } from '#shared/events/batch'
import { payloadNumber } from '#shared/events/payload'
import type { Recorder } from '#lab/endpoints/recorder'

type Writer = Pick<Recorder, 'payload' | 'number' | 'peerRow'>

interface Note {
  tell: (recorder: Writer, kind: EventKindCode, peer: EndpointAddress, timeMs: number) => void
}

/** Of a number the number is enough; anything else is copied. */
export function noted(payload: Uint8Array, sizeBytes: number): Note {
  const number = sizeBytes > payload.length ? -1 : payloadNumber(payload)
  if (number >= 0)
    return {
      tell: (recorder, kind, { address, port }, timeMs) =>
        recorder.number(kind, recorder.peerRow(address, port), number, sizeBytes, timeMs)
    }
  const copy = Uint8Array.prototype.slice.call(payload)
  return {
    tell: (recorder, kind, { address, port }, timeMs) =>
      recorder.payload(kind, address, port, copy, sizeBytes, timeMs)
  }
}
