/** What a run should lose, from the kernel's rule for receive queues. Derivation and sources: docs/model.md. */
import type { LossParameters } from '#tasks/loss/model/run'
import type { DatagramCharge } from '#shared/kept/datagram-charge'
import type { Prediction, PredictionReason } from '#tasks/loss/model/prediction'
import { burstMs } from '#lab/endpoints/pace'
import { type FirstLoss, playLoad, type QueueSizes } from '#lab/measure/load'

/** Nearer to 1 than this, rate x service time says nothing: what the machine does besides decides. */
const balance = 0.005
/** As fast as it can, a client has sent this many times what its own queue holds long after that queue is full. */
const certainlyFull = 3
/** How often a run is played through; the middle one is the prediction. Long runs are played less often: chance evens out. */
const plays = { fewest: 3, most: 25, datagrams: 1_000_000 } as const

export interface QueueFacts {
  platform: string
  /** SO_RCVBUF granted to the server and to the client; null: the system does not tell. */
  grantedBytes: { server: number | null; client: number | null }
  charge: DatagramCharge | null
}

/** Datagrams that the queue of an idle receiver holds: floor(granted / charge), at least one. */
export function queueCapacity(grantedBytes: number, chargeBytes: number): number {
  return Math.max(1, Math.floor(grantedBytes / chargeBytes))
}

export function predict(
  parameters: LossParameters,
  { platform, grantedBytes, charge }: QueueFacts
): Prediction {
  const { server, client } = grantedBytes
  if (platform !== 'linux' || server === null || client === null || charge === null) {
    return {
      firstLost: null,
      capacity: null,
      clientCapacity: null,
      queue: null,
      reason: 'system-silent',
      charge: null
    }
  }
  const sizes = {
    serverBytes: server,
    chargeBytes: charge.bytes,
    serverCapacity: queueCapacity(server, charge.bytes),
    clientCapacity: queueCapacity(client, charge.bytes)
  }
  const { reason, loss } = decide(parameters, sizes)
  return {
    firstLost: loss?.number ?? null,
    capacity: sizes.serverCapacity,
    clientCapacity: sizes.clientCapacity,
    queue: loss?.queue ?? null,
    reason,
    charge
  }
}

interface Decision {
  reason: PredictionReason
  loss?: FirstLoss
}

type Sizes = QueueSizes & { serverCapacity: number }

function decide(parameters: LossParameters, sizes: Sizes): Decision {
  const { count, rate } = parameters
  if (count <= Math.min(sizes.serverCapacity, sizes.clientCapacity)) return { reason: 'fits' }
  return rate === 0 ? unpaced(parameters, sizes) : paced(parameters, sizes)
}

/** The rates are not known. Only the queue that nobody reads is, where the other one cannot be full before it. */
function unpaced(
  { count, clientReads, serviceUs }: LossParameters,
  { serverCapacity, clientCapacity }: Sizes
): Decision {
  if (clientReads === 'while' || serviceUs > 0 || clientCapacity > serverCapacity)
    return { reason: 'unpaced' }
  if (count < certainlyFull * clientCapacity) return { reason: 'race' }
  return { reason: 'client-reads-after', loss: { number: clientCapacity + 1, queue: 'client' } }
}

function paced(parameters: LossParameters, sizes: Sizes): Decision {
  const { count, rate, serviceUs, clientReads } = parameters
  const ratio = (rate * serviceUs) / 1e6
  /** What may come at once after a side was held up. */
  const group = (rate * burstMs) / 1000
  if (sizes.serverCapacity < Math.min(group, count)) return { reason: 'short-queue' }
  if (clientReads === 'while' && sizes.clientCapacity < Math.min(group, count))
    return { reason: 'short-queue' }
  if (ratio <= 1) return keepsUp(parameters, sizes, group)
  const loss = medianLoss(parameters, sizes)
  if (loss === null) return { reason: 'ends-in-time' }
  if (loss.queue === 'client') return { reason: 'client-reads-after', loss }
  return ratio < 1 + balance ? { reason: 'near-balance' } : { reason: 'server-outrun', loss }
}

/** Each number is answered at once: only the queue that nobody reads can be full. */
function keepsUp({ count, clientReads }: LossParameters, sizes: Sizes, group: number): Decision {
  const unread = count - sizes.clientCapacity
  if (clientReads === 'while' || unread <= 0) return { reason: 'keeps-up' }
  if (unread < group) return { reason: 'race' }
  return { reason: 'client-reads-after', loss: { number: sizes.clientCapacity + 1, queue: 'client' } }
}

/** The middle of many plays, which differ in how late the threads go on after their sleeps. */
function medianLoss(parameters: LossParameters, sizes: Sizes): FirstLoss | null {
  const affordable = Math.floor(plays.datagrams / parameters.count)
  const length = Math.min(plays.most, Math.max(plays.fewest, affordable)) | 1
  const losses = Array.from({ length }, (_, seed) => playLoad(parameters, sizes, seed))
  const byNumber = losses.toSorted((one, other) => (one?.number ?? Infinity) - (other?.number ?? Infinity))
  return byNumber[length >> 1] ?? null
}
