/** The emulated queue of Task 4: its size, and the words that say that it is one wherever it shows. */
import { counted, figure } from '#shared/text'
import type { LossOutcome } from './outcome'
import type { LossParameters } from './parameters'

/**
 * What the emulated queue holds unless told otherwise. A hypothesis: a queue that counts 65,536 bytes of payload and
 * nothing else fits the exercise's own picture, complete to 16156; no vendor's source says that any system counts so.
 */
export const emulatedQueueBytes = 65_536

/**
 * SO_RCVBUF that is asked for the real socket behind which the emulated queue stands: large, so that the kernel drops
 * nothing. Systems may grant less (socket(7), rmem_max).
 */
export const realBufferBytes = 4_194_304

/** Whether the real socket in front got so much less than was asked for that the kernel may drop before the emulated queue does. */
export function isCapped({ queue }: Pick<LossParameters, 'queue'>, grantedBytes: number | null): boolean {
  return queue === 'emulated' && grantedBytes !== null && grantedBytes < realBufferBytes
}

/** Payload bytes that the emulated queue holds; null when the run's queue is the kernel's. */
export function emulatedCapacity({
  queue,
  serverBuffer
}: Pick<LossParameters, 'queue' | 'serverBuffer'>): number | null {
  return queue === 'emulated' ? (serverBuffer ?? emulatedQueueBytes) : null
}

/** What the result says of an emulated queue. One sentence an item. */
export function describeEmulation({
  parameters,
  emulatedDrops,
  kernelDrops,
  buffers
}: Pick<LossOutcome, 'parameters' | 'emulatedDrops' | 'kernelDrops' | 'buffers'>): string[] {
  const capacity = emulatedCapacity(parameters)
  if (capacity === null || emulatedDrops === null) return []
  return [
    `The server’s queue is emulated: it counts payload bytes alone, ${figure(capacity)} in all, a hypothesis fitted to the exercise’s 16156. That queue dropped ${counted(emulatedDrops, 'datagram')}. ${ofKernel(kernelDrops.server, buffers.server.grantedBytes)}`,
    'A Linux queue does not look like this: it charges each datagram for the kernel’s own structures besides its payload, and gives space back in quarters of the buffer, so survivors come in runs and not scattered.'
  ]
}

/** What the real socket in front did to the emulation. */
function ofKernel(drops: number | null, grantedBytes: number | null): string {
  if (drops === null) return 'What the kernel dropped before it, this system does not tell.'
  if (drops === 0) return 'The kernel dropped none before it.'
  const size = grantedBytes === null ? '' : ` of ${figure(grantedBytes)} bytes`
  return `But the kernel dropped ${counted(drops, 'datagram')} before it, at the real socket’s receive buffer${size}: this run does not show the emulated queue. Send more slowly, or have net.core.rmem_max raised.`
}
