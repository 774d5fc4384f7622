/** What this system's receive queues hold, and how it counts: by filling them. */
import type { Capacity, CountedQueue } from '#shared/machine/this-machine'
import { fillQueue } from '../measure/fill'
import { probeBuffer } from '../measure/probe-socket'
import { measureQueues } from '../measure/unread-queue'

/** As long as the decimal numbers of the exercise's run. */
const numberBytes = 5
const exerciseBufferBytes = 200_000

/**
 * Of a buffer that even a system which charges payloads alone has full after 15,000 datagrams (fewer than are ever sent), and
 * that holds a dozen of the longest.
 */
const countedBufferBytes = 15_000
const countedPayloads = [1, 100, 400, 1000]

/** @param platform Node's word: whether the kernel's counters may be asked is told by the system, not by a file */
export async function capacityHere(platform: string): Promise<Capacity | null> {
  const server = await probeBuffer(null)
  const client = await probeBuffer(exerciseBufferBytes)
  if (!server.ok || !client.ok) return null
  const facts = await measureQueues(numberBytes, { server: server.value, client: client.value }, platform)
  const { charge } = facts
  const queues = (['server', 'client'] as const).map((side) => ({
    payloadBytes: numberBytes,
    ...{ server: server.value, client: client.value }[side],
    holds: facts[side]?.holds ?? null,
    filled: facts[side]?.filled ?? true,
    chargeBytes: charge?.bytes ?? null
  }))
  return { queues, rule: charge?.rule ?? null }
}

/** The same buffer filled with each size; a size that could not be tried is left out. */
export async function countHere(platform: string): Promise<CountedQueue[]> {
  const counted: CountedQueue[] = []
  for (const payloadBytes of countedPayloads) {
    const filled = await fillQueue({ payloadBytes, requestedBytes: countedBufferBytes, platform })
    if (!filled) continue
    const { grantedBytes, heldDatagrams, chargeBytes } = filled
    counted.push({
      payloadBytes,
      requestedBytes: countedBufferBytes,
      grantedBytes,
      holds: heldDatagrams,
      chargeBytes
    })
  }
  return counted
}
