/** One run: a crowd of clients against what stands before a pool of servers. */
import type { EventBatch } from '#shared/events/batch'
import type { EndpointBeyond } from '#shared/events/beyond'
import { failure, type Fault, type Result, success } from '#shared/fault'
import type { EndpointThread } from '#lab/endpoints/endpoint-thread'
import type { Session } from '#lab/session/session'
import { hopsByCounters } from '../model/hops'
import type { BalanceOutcome } from '../model/outcome'
import type { BalancingParameters } from '../model/parameters'
import { BalanceTally } from '../model/tally'
import { serverName, tellerOf } from '../model/tellers'
import type { Arrivals } from '../model/trace'
import { crowdBehaviour, type CrowdPlan, type CrowdReport, crowdWork } from './crowd-plan'
import type { Stage } from './stage/front'
import { sum } from './stage/pool-servers'

/** Silence after which nothing is expected any more: who gave an answer up may still get the next, a few times. */
const waitsOfSilence = 3
const leastSilenceMs = 1000

export interface BalanceRun {
  outcome: BalanceOutcome
  /** When which client sent, to be replayed. */
  arrivals: Arrivals
  cancelled: boolean
}

export interface RunNeeds {
  session: Session
  stage: Stage
  parameters: BalancingParameters
  /** When which client sends; null: as the parameters say. */
  arrivals: Arrivals | null
  /** Tells the clients as soon as they are there: who cancels them ends the run. */
  onCrowd: (crowd: EndpointThread) => void
}

export async function runBalance(needs: RunNeeds): Promise<Result<BalanceRun>> {
  const { session, stage, onCrowd } = needs
  const crowd = await session.open(
    { name: 'Clients', role: 'client', log: 'clients', program: { id: 'crowd' } },
    {
      local: { address: stage.front.bound.address, port: 0 },
      behaviour: crowdBehaviour
    }
  )
  if (!crowd.ok) return crowd
  onCrowd(crowd.value)
  try {
    return await measure(needs, crowd.value)
  } finally {
    session.onNews = null
    await crowd.value.close()
  }
}

async function measure(
  { session, stage: { pool, front }, parameters, arrivals }: RunNeeds,
  crowd: EndpointThread
): Promise<Result<BalanceRun>> {
  const { failAfter } = parameters
  const tally = new BalanceTally({ ...parameters, places: pool.bound })
  let stopping: Promise<unknown> | null = null
  session.onNews = (news: EventBatch | EndpointBeyond): void => {
    const info = session.endpoint(news.endpointId)
    const teller = info && tellerOf(info)
    if (teller) tally.take(teller, news)
    if (failAfter !== null && tally.poolReceived >= failAfter) stopping ??= pool.stop(0)
  }
  let died: Fault | null = null
  void front.ended?.then((fault) => {
    died = fault
    crowd.cancel()
  })
  const deathOfFront = (): Fault | null => died
  const done = await crowd.call('work', { name: crowdWork, input: planOf(front.bound, parameters, arrivals) })
  const fault = deathOfFront()
  if (fault) return { ok: false, fault }
  if (!done.ok) return done
  const report = done.value as CrowdReport
  // Nothing left the clients, so there is nothing to measure: the system's own reason is the result.
  if (report.accepted === 0 && report.refusal) return { ok: false, fault: report.refusal }
  await stopping
  const { engine } = pool
  await pool.settle()
  await front.settle()
  const drops = await pool.drops()
  if (!engine) return failure('lab/failed', 'The run had no server.')
  const summary = tally.summary(serverName)
  const byKernel = await front.drops(summary.sessions)
  const atServers = drops.reduce(sum, 0)
  const isDirect = parameters.balancer === 'reuseport'
  const hopDrops = {
    ...byKernel,
    [isDirect ? 'client-server' : 'balancer-server']: atServers,
    [isDirect ? 'server-client' : 'balancer-client']: report.drops
  }
  const { ledger } = summary
  return success({
    cancelled: report.cancelled,
    arrivals: tally.arrivals,
    outcome: {
      parameters,
      servers: tally.servers.map((counts, index) => ({
        name: serverName(index),
        ...counts,
        kernelDrops: drops[index] ?? null,
        latencyMicros: tally.latencyOf(index)
      })),
      ...summary,
      ledger: parameters.balancer === 'nginx' ? hopsByCounters(ledger, hopDrops) : ledger,
      drops: hopDrops,
      elapsedMs: Math.round(report.elapsedMs),
      engine
    }
  })
}

function planOf(
  to: CrowdPlan['to'],
  { clients, messages, rate, waitMs }: BalancingParameters,
  arrivals: Arrivals | null
): CrowdPlan {
  const silenceMs = Math.max(leastSilenceMs, waitsOfSilence * waitMs)
  return { to, from: to.address, clients, messages, rate, arrivals, waitMs, silenceMs }
}
