/** A run of Task 4 as a few curves, so that several can be drawn over each other: its events are read once and let go. */
import { binsOf } from './delivery-bins'
import { EventStore } from '#shared/events/event-store'
import type { KeptRun } from '#shared/kept/kept-run'
import { outcomeIn } from './kept-outcome'
import { firstSendMs } from './number-fate'
import type { QueueName } from '#shared/events/queue-samples'
import type { Tally } from './tally'
import { TallyFollower } from './tally-follower'

/** Points of a curve; each `y` stands at the `x` of the same row. */
export interface Curve {
  x: readonly number[]
  y: readonly number[]
}

export interface RunCurves {
  /** Numbers that came back, and that did not, among 1 to x. */
  deliveredByNumber: Curve
  lostByNumber: Curve
  /** Datagrams that had come back x seconds after the first send. */
  deliveredOverTime: Curve
  /** Bytes in each receive queue x seconds after the first send; null where nobody looked. */
  queues: Record<QueueName, Curve> | null
}

/** Of the curves over numbers: as many as a wide screen has px. */
const pointsMaximum = 2000

/** @param run one of Task 4 with an outcome */
export function curvesOf({ outcome, endpoints, batches, queues }: KeptRun): RunCurves {
  const stores = endpoints.map((info) => ({ info, store: new EventStore() }))
  const byId = new Map(stores.map(({ info, store }) => [info.id, store]))
  for (const batch of batches) byId.get(batch.endpointId)?.add(batch)
  const follower = new TallyFollower(outcomeIn(outcome)?.parameters.count ?? 0)
  follower.advance(stores)
  const firstMs = firstSendMs(stores) ?? 0
  const returned = follower.overTime('returned', firstMs)
  const lastMs = Math.max(
    firstMs,
    ...Object.values(follower.series).map((series) => series.timeMs.at(-1) ?? 0)
  )
  return {
    ...byNumber(follower.tally),
    deliveredOverTime: { x: returned.seconds, y: returned.count },
    queues: queues.timeMs.length === 0 ? null : queueCurves(queues, firstMs, lastMs)
  }
}

function byNumber(tally: Tally): Pick<RunCurves, 'deliveredByNumber' | 'lostByNumber'> {
  const x = [0]
  const delivered = [0]
  const lost = [0]
  for (const { to, returned, lostRequests, lostReplies } of binsOf(tally, {
    binsMaximum: pointsMaximum,
    over: true
  })) {
    x.push(to)
    delivered.push(delivered.at(-1)! + returned)
    lost.push(lost.at(-1)! + lostRequests + lostReplies)
  }
  return { deliveredByNumber: { x, y: delivered }, lostByNumber: { x, y: lost } }
}

/** From the last look before the first send to the first one after the last event. */
function queueCurves(
  { timeMs, ...columns }: KeptRun['queues'],
  firstMs: number,
  lastMs: number
): Record<QueueName, Curve> {
  const from = Math.max(
    0,
    timeMs.findLastIndex((time) => time <= firstMs)
  )
  const after = timeMs.findIndex((time) => time > lastMs)
  const end = after < 0 ? timeMs.length : after + 1
  const x = Array.from(timeMs.subarray(from, end), (time) => Math.max(0, time - firstMs) / 1000)
  const curve = (name: QueueName): Curve => ({ x, y: [...columns[name].bytes.subarray(from, end)] })
  return { server: curve('server'), client: curve('client') }
}
