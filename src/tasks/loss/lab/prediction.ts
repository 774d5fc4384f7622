/** What a run should lose, from what the system's receive queues were found to hold. Derivation and sources: docs/model.md. */
import type { LossParameters } from '#tasks/loss/model/run'
import { nearBalance, type Prediction, type PredictionReason } from '#tasks/loss/model/prediction'
import { burstMs } from '#lab/endpoints/pace'
import { type FirstLoss, playLoad, type Queues } from '#lab/measure/load'
import type { DatagramCharge } from '#shared/kept/datagram-charge'
import { LinuxQueue, PlainQueue } from '#shared/kept/receive-queue'
import type { QueueFacts } from '#lab/measure/unread-queue'

/** As fast as it can, a client has sent this many times what its own queue holds long after that queue is full. */
const certainlyFull = 3
/** How often a run is played through; the middle one is the prediction. Long runs are played less often: chance evens out. */
const plays = { fewest: 3, most: 25, datagrams: 1_000_000 } as const

export interface ModelFacts extends QueueFacts {
  /** SO_RCVBUF granted to the server; null: the system does not tell. */
  serverBytes: number | null
}

export function predict(
  parameters: LossParameters,
  { server, client, charge, serverBytes }: ModelFacts
): Prediction {
  const known = { capacity: server?.holds ?? null, clientCapacity: client?.holds ?? null, charge }
  if (!server || !client) return { firstLost: null, queue: null, reason: 'system-silent', ...known }
  const sizes: Sizes = {
    server: serverQueue(server.holds, charge, serverBytes),
    serverCapacity: server.holds,
    clientCapacity: client.holds
  }
  const { reason, loss } = decide(parameters, sizes)
  return { firstLost: loss?.number ?? null, queue: loss?.queue ?? null, reason, ...known }
}

/** Makes the server's queue for a play: by the kernel's rule where that is known, else by what it holds. */
export function serverQueue(
  holds: number,
  charge: DatagramCharge | null,
  serverBytes: number | null
): Queues['server'] {
  const { bytes, rule } = charge ?? {}
  return rule && bytes && serverBytes !== null
    ? () => new LinuxQueue(serverBytes, bytes, rule)
    : () => new PlainQueue(holds)
}

interface Decision {
  reason: PredictionReason
  loss?: FirstLoss
}

type Sizes = Queues & { serverCapacity: number }

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
  return ratio < nearBalance ? { reason: 'near-balance' } : { reason: 'server-outrun', loss }
}

/** Each number is answered at once: only the queue that nobody reads can be full. */
function keepsUp({ count, clientReads }: LossParameters, sizes: Sizes, group: number): Decision {
  const unread = count - sizes.clientCapacity
  if (clientReads === 'while' || unread <= 0) return { reason: 'keeps-up' }
  if (unread < group) return { reason: 'race' }
  return { reason: 'client-reads-after', loss: { number: sizes.clientCapacity + 1, queue: 'client' } }
}

/** How often a run of `count` numbers is played; odd, so that there is a middle one. */
export function playsOf({ count }: Pick<LossParameters, 'count'>): number {
  const affordable = Math.floor(plays.datagrams / count)
  return Math.min(plays.most, Math.max(plays.fewest, affordable)) | 1
}

/** The middle of many plays, which differ in how late the threads go on after their sleeps. */
function medianLoss(parameters: LossParameters, sizes: Sizes): FirstLoss | null {
  const length = playsOf(parameters)
  const losses = Array.from({ length }, (_, seed) => playLoad(parameters, sizes, seed))
  const byNumber = losses.toSorted((one, other) => (one?.number ?? Infinity) - (other?.number ?? Infinity))
  return byNumber[length >> 1] ?? null
}
