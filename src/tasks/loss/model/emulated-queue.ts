/** The emulated Windows queue of Task 4: its size, and the words that say that it is one wherever it shows. */
import { figure } from '#shared/text'
import type { LossOutcome } from './outcome'
import type { LossParameters } from './parameters'

/** What Windows gives a UDP socket that asks for nothing: SO_RCVBUF 65,536, in bytes of payload. */
export const emulatedQueueBytes = 65_536

/** SO_RCVBUF of the real socket in front of which the emulated queue stands: large, so that the kernel drops nothing. */
export const realBufferBytes = 4_194_304

/** Payload bytes that the emulated queue holds; null when the run's queue is the kernel's. */
export function emulatedCapacity({
  queue,
  serverBuffer
}: Pick<LossParameters, 'queue' | 'serverBuffer'>): number | null {
  return queue === 'emulated' ? (serverBuffer ?? emulatedQueueBytes) : null
}

/** What the result says of an emulated queue, and why no Linux queue looks like it. One sentence an item. */
export function describeEmulation({
  parameters,
  emulatedDrops
}: Pick<LossOutcome, 'parameters' | 'emulatedDrops'>): string[] {
  const capacity = emulatedCapacity(parameters)
  if (capacity === null || emulatedDrops === null) return []
  return [
    `The server’s queue is emulated: it charges payload bytes, ${figure(capacity)} in all, as Windows does. It dropped ${figure(emulatedDrops)} datagrams; the kernel dropped none of these.`,
    'A Linux queue cannot look like this: it charges each small datagram 832 bytes whatever its text and gives space back in quarters of the buffer, so survivors come in runs and not scattered.'
  ]
}
