/** What a run should lose, from the kernel's rule for receive queues. Derivation and sources: docs/model.md. */
import type { Prediction, Task4Parameters } from '../../shared/tasks/task4'
import { firstLostAt, ReceiveQueue } from './receive-queue'

/** What the kernel charges for a datagram of a decimal number (skb truesize on 64-bit Linux), in bytes. */
export const numberChargeBytes = 832

/** Datagrams of decimal numbers that the queue of an idle receiver holds: floor(granted / charge), at least one. */
export function queueCapacity(grantedBytes: number): number {
  return Math.max(1, Math.floor(grantedBytes / numberChargeBytes))
}

/**
 * The first number to be lost; null when none should be, or when the rates are not known beforehand.
 *
 * @param grantedBytes SO_RCVBUF granted to the server and to the client; null: the system does not tell
 */
export function predict(
  parameters: Task4Parameters,
  grantedBytes: { server: number | null; client: number | null },
  platform: string
): Prediction {
  const { server, client } = grantedBytes
  if (platform !== 'linux' || server === null || client === null) return { firstLost: null, capacity: null }
  const candidates = [atServer(parameters, server), atClient(parameters, client)]
  const lost = candidates.filter((number): number is number => number !== null)
  return { firstLost: lost.length === 0 ? null : Math.min(...lost), capacity: queueCapacity(server) }
}

/** A paced client and a server that is busier than that: its queue fills steadily. */
function atServer({ count, rate, serviceUs }: Task4Parameters, grantedBytes: number): number | null {
  const outruns = rate * serviceUs > 1e6
  if (!outruns) return null
  return firstLostAt(new ReceiveQueue(grantedBytes, numberChargeBytes), { count, rate, serviceUs })
}

/** Nobody reads the client's queue while it sends: what comes after it is full is lost. */
function atClient({ count, clientReads }: Task4Parameters, grantedBytes: number): number | null {
  const capacity = queueCapacity(grantedBytes)
  return clientReads === 'after' && count > capacity ? capacity + 1 : null
}
