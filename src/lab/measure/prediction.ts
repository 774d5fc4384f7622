/** What a run should lose, from the kernel's rule for receive queues. Derivation and sources: docs/model.md. */
import type { Prediction, Task4Parameters } from '../../shared/tasks/task4'

/** What the kernel charges for a datagram of a decimal number (skb truesize on 64-bit Linux), in bytes. */
const smallDatagramChargeBytes = 832

/**
 * Datagrams that an idle receiver's queue holds: floor(granted / charge), at least one, because the kernel takes a
 * datagram while what is charged is within the buffer (net/ipv4/udp.c, __udp_enqueue_schedule_skb).
 */
export function queueCapacity(grantedBytes: number): number {
  return Math.max(1, Math.floor(grantedBytes / smallDatagramChargeBytes))
}

/**
 * The first number to be lost, or null when none should be or the rates are not known.
 *
 * - Nobody reads the client's queue while it sends: replies beyond its capacity are lost, from capacity + 1 on.
 * - A paced client outruns a busy server by r = send rate / service rate: its queue of K fills at number K*r/(r-1).
 *
 * @param grantedBytes SO_RCVBUF granted to the server and to the client; null: the system does not tell
 */
export function predict(
  parameters: Task4Parameters,
  grantedBytes: { server: number | null; client: number | null },
  platform: string
): Prediction {
  const { count, rate, serviceUs, clientReads } = parameters
  if (platform !== 'linux' || grantedBytes.server === null || grantedBytes.client === null) {
    return { firstLost: null, capacity: null }
  }
  const capacity = queueCapacity(grantedBytes.server)
  const candidates: number[] = []
  if (clientReads === 'after') candidates.push(queueCapacity(grantedBytes.client) + 1)
  const ratio = (rate * serviceUs) / 1e6
  if (ratio > 1) candidates.push(Math.floor((capacity * ratio) / (ratio - 1)) + 1)
  const firstLost = Math.min(...candidates)
  return { firstLost: firstLost <= count ? firstLost : null, capacity }
}
