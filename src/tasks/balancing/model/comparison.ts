/** One trace before every balancer: who takes part, and what came of each in one table. */
import { decimal, figure, percent } from '#shared/text'
import { allHopNames, hopNames, lostOn } from './hops'
import type { BalanceOutcome } from './outcome'
import { pickedBy } from './outcome-words'
import type { BalancingParameters } from './parameters'
import { algorithms } from './pickers'

/** What came of one of several runs. */
export type SeriesEntry =
  | { parameters: BalancingParameters; outcome: BalanceOutcome }
  /** It could not be: nginx is not installed, or the kernel knows no weights. */
  | { parameters: BalancingParameters; why: string }

/** Every algorithm of the lab's own balancer, the kernel's group, and nginx as it is without more words. */
export const contestants = (parameters: BalancingParameters): BalancingParameters[] => [
  ...algorithms.map((algorithm) => ({ ...parameters, balancer: 'lab' as const, algorithm })),
  { ...parameters, balancer: 'reuseport' },
  { ...parameters, balancer: 'nginx', algorithm: 'round-robin' }
]

/** `c→b`: lost from the clients to the balancer; `s`: the servers. */
export const comparedColumns = [
  'Balancer',
  'Share of a server',
  'Moved',
  'In vain',
  'p50 ms',
  'p99 ms',
  'Lost c→b',
  'b→s',
  's→b',
  'b→c',
  'Elsewhere'
] as const

export const comparedNote =
  'Moved: clients with more than one server. In vain: those whose own server was still there. Lost on the way from client (c) to balancer (b) to server (s) and back.'

const ms = (micros: number | null): string => (micros === null ? '' : decimal(micros / 1000))

/** Least and most that a server had of all. */
function shareOf({ servers }: BalanceOutcome): string {
  const all = servers.reduce((sum, { received }) => sum + received, 0)
  if (all === 0) return ''
  const shares = servers.map(({ received }) => received / all)
  return `${percent(Math.min(...shares))} – ${percent(Math.max(...shares))}`
}

/** On the direct way a request is lost between client and server, which is the first two columns in one. */
function lostCells({ ledger }: BalanceOutcome): string[] {
  const isDirect = ledger.hops['client-server'] !== undefined
  if (!isDirect) return hopNames.map((name) => figure(lostOn(ledger, name)))
  return ['', figure(lostOn(ledger, 'client-server')), '', figure(lostOn(ledger, 'server-client'))]
}

export function comparedRow(entry: SeriesEntry): string[] {
  const name = pickedBy(entry.parameters)
  if ('why' in entry) return [name, entry.why]
  const { ledger, sessionsMoved, survivors, latencyMicros } = entry.outcome
  const lost = allHopNames.reduce((sum, hop) => sum + lostOn(ledger, hop), 0)
  return [
    name,
    shareOf(entry.outcome),
    figure(sessionsMoved),
    survivors && survivors.clients > 0 ? `${figure(survivors.moved)} of ${figure(survivors.clients)}` : '',
    ms(latencyMicros.p50),
    ms(latencyMicros.p99),
    ...lostCells(entry.outcome),
    figure(ledger.sent - ledger.returned - lost)
  ]
}
