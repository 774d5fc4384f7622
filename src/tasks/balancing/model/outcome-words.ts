/** What a run of the balancer came to, in sentences. */
import { counted, decimal, figure, percent } from '#shared/text'
import { nginxMethod } from './exports/nginx'
import { allHopNames, type HopName } from './hops'
import type { BalanceOutcome } from './outcome'
import type { BalancingParameters } from './parameters'
import type { Algorithm } from './pickers'

export const hopTitles: Record<HopName, string> = {
  'client-balancer': 'from the clients to the balancer',
  'balancer-server': 'from the balancer to the servers',
  'server-balancer': 'from the servers to the balancer',
  'balancer-client': 'from the balancer to the clients',
  'client-server': 'from the clients to the servers',
  'server-client': 'from the servers to the clients'
}

const algorithmWords: Record<Algorithm, string> = {
  'round-robin': 'round robin',
  'weighted-round-robin': 'weighted round robin',
  random: 'random',
  'least-outstanding': 'least outstanding',
  'two-choices': 'two choices',
  'source-hash': 'source hash',
  maglev: 'Maglev'
}

export const algorithmName = (algorithm: Algorithm): string => algorithmWords[algorithm]

/** Who picks a server, and for what: `round robin per session`. */
export function pickedBy({
  balancer,
  algorithm,
  per
}: Pick<BalancingParameters, 'balancer' | 'algorithm' | 'per'>): string {
  if (balancer === 'reuseport') return 'the kernel’s SO_REUSEPORT hash'
  if (balancer === 'lab') return `${algorithmName(algorithm)} per ${per}`
  return `nginx, ${nginxMethod(algorithm) ?? algorithmName(algorithm)} per ${per}`
}

function sharesOf({ servers }: BalanceOutcome): string[] {
  const all = servers.reduce((sum, { received }) => sum + received, 0)
  return servers.map(
    ({ name, received, replied }) =>
      `${name}: ${figure(received)} received (${percent(all === 0 ? 0 : received / all)}), ${figure(replied)} answered.`
  )
}

const whoseWord =
  'nginx tells nothing of single datagrams: where they were lost is the word of the kernel’s drop counters, and what no counter has ended in nginx.'

function lossesOf(outcome: BalanceOutcome): string[] {
  const { sent, returned, hops, notForwarded, notAnswered, notReturned } = outcome.ledger
  const byCounters = outcome.parameters.balancer === 'nginx'
  const onTheWay = allHopNames.flatMap((name) => {
    const { lost, sent: all } = hops[name] ?? { lost: 0, sent: 0 }
    if (lost === 0) return []
    const drops = outcome.drops[name] ?? null
    const witness = drops === null || byCounters ? '' : `; the kernel counts ${counted(drops, 'drop')} there`
    return [`${figure(lost)} of ${figure(all)} lost ${hopTitles[name]}${witness}.`]
  })
  const places: [number, string][] = [
    [
      notForwarded,
      byCounters
        ? 'received by no server and dropped by no socket: they ended in nginx, or at a port that nobody had.'
        : 'not forwarded: no server was up, or too many waited for one.'
    ],
    [notAnswered, 'not answered by the server that had received it.'],
    [notReturned, 'not handed on to its client by the balancer.']
  ]
  return [
    ...onTheWay,
    ...(byCounters && sent > returned ? [whoseWord] : []),
    ...places.flatMap(([count, words]) => (count > 0 ? [`${figure(count)} ${words}`] : []))
  ]
}

function failureOf({ failure }: BalanceOutcome): string[] {
  if (!failure) return []
  const { server, by, detectedAfterMs, lostAfterDetection } = failure
  const how = by === 'refused' ? 'its port refused a datagram' : 'it was silent with a request open'
  const when =
    detectedAfterMs === null ? 'although it was open' : `${decimal(detectedAfterMs)} ms after it was closed`
  return [
    `${server} was taken out ${when}: ${how}. Of what clients sent after that, ${figure(lostAfterDetection)} did not come back.`
  ]
}

function latencyOf({ latencyMicros: { p50, p99 } }: BalanceOutcome): string[] {
  if (p50 === null || p99 === null) return []
  return [`Half of the answers came within ${figure(p50)} µs, 99 of 100 within ${figure(p99)} µs.`]
}

/** How many never left because the clients gave up, or were told to stop. */
function restOf({ parameters: { clients, messages }, ledger, unsent }: BalanceOutcome): string[] {
  const rest = clients * messages - ledger.sent - unsent
  return rest > 0 ? [`${figure(rest)} were never sent: the run ended before.`] : []
}

function stopOf({ parameters: { failAfter }, stoppedAfter }: BalanceOutcome): string[] {
  if (stoppedAfter !== null)
    return [`Server 1 was closed when the pool had received ${figure(stoppedAfter)}.`]
  return failAfter === null ? [] : ['Server 1 was not closed: the run ended before.']
}

function survivorsOf({ survivors }: BalanceOutcome): string[] {
  if (!survivors || survivors.clients === 0) return []
  const { clients, moved } = survivors
  return [
    `Of ${counted(clients, 'client')} whose server was still there, ${figure(moved)} (${percent(moved / clients)}) had another one after that.`
  ]
}

/** In the order of what one wants to know. */
export function describeBalance(outcome: BalanceOutcome): string[] {
  const { ledger, parameters, unsent, untold, sessionsMoved } = outcome
  return [
    `${figure(ledger.sent)} sent by ${counted(parameters.clients, 'client')}, ${figure(ledger.returned)} came back.`,
    ...(unsent > 0 ? [`${figure(unsent)} refused by send() of a client.`] : []),
    ...restOf(outcome),
    ...sharesOf(outcome),
    ...lossesOf(outcome),
    `${counted(sessionsMoved, 'client')} had more than one server.`,
    ...latencyOf(outcome),
    ...stopOf(outcome),
    ...failureOf(outcome),
    ...survivorsOf(outcome),
    ...(untold > 0 ? [`${figure(untold)} events were too many for the lab: these figures are too low.`] : [])
  ]
}
