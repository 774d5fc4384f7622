/** The figures of a run by name, and the one label that each has in the result and the report. */
import type { FigureWords, Figures } from '#shared/kept/run-figures'
import { allHopNames, type HopLedger, type HopName, lostOn } from './hops'
import type { BalanceOutcome } from './outcome'

const hopLabels: Record<HopName, string> = {
  'client-balancer': 'Lost: client → balancer',
  'balancer-server': 'Lost: balancer → server',
  'server-balancer': 'Lost: server → balancer',
  'balancer-client': 'Lost: balancer → client',
  'client-server': 'Lost: client → server',
  'server-client': 'Lost: server → client'
}

type LostFigure = `lost:${HopName}`
const lostFigure = (hop: HopName): LostFigure => `lost:${hop}`

/** Each loss by its hop or place. */
function ledgerFigures(ledger: HopLedger): Figures {
  const { sent, returned, notForwarded, notAnswered, notReturned } = ledger
  const ways = allHopNames.filter((name) => ledger.hops[name])
  return {
    sent,
    returned,
    lossRatio: sent === 0 ? 0 : (sent - returned) / sent,
    ...Object.fromEntries(ways.map((name) => [lostFigure(name), lostOn(ledger, name)])),
    notForwarded,
    notAnswered,
    notReturned
  }
}

type Followed = Pick<
  BalanceOutcome,
  'ledger' | 'unsent' | 'duplicated' | 'sessionsMoved' | 'latencyMicros' | 'failure' | 'survivors'
>

/** Those that follow from the events of the run. */
export const followedFigures = ({
  ledger,
  failure,
  survivors,
  latencyMicros,
  ...counts
}: Followed): Figures => ({
  ...ledgerFigures(ledger),
  unsent: counts.unsent,
  duplicated: counts.duplicated,
  sessionsMoved: counts.sessionsMoved,
  p50: latencyMicros.p50,
  p99: latencyMicros.p99,
  ...(failure && {
    detectedAfterMs: failure.detectedAfterMs,
    lostAfterDetection: failure.lostAfterDetection
  }),
  ...(survivors && { survivors: survivors.clients, survivorsMoved: survivors.moved })
})

/** What a run states of itself. */
export const balancingFigures = (outcome: BalanceOutcome): Figures => ({
  askedServers: outcome.servers.length,
  askedClients: outcome.parameters.clients,
  ...followedFigures(outcome),
  elapsedMs: outcome.elapsedMs
})

const lostWords = Object.fromEntries(
  allHopNames.map((name) => [lostFigure(name), { label: hopLabels[name], unit: 'datagrams' }])
) as Record<LostFigure, { label: string; unit: string }>

export const balancingWords = {
  askedServers: { label: 'Servers', unit: '' },
  askedClients: { label: 'Clients', unit: '' },
  sent: { label: 'Sent', unit: 'datagrams' },
  unsent: { label: 'Unsent', unit: 'datagrams' },
  returned: { label: 'Returned', unit: 'datagrams' },
  lossRatio: { label: 'Loss ratio', unit: '%', isShare: true },
  ...lostWords,
  notForwarded: { label: 'Not forwarded', unit: 'datagrams' },
  notAnswered: { label: 'Not answered', unit: 'datagrams' },
  notReturned: { label: 'Not handed back', unit: 'datagrams' },
  duplicated: { label: 'Duplicated', unit: 'datagrams' },
  sessionsMoved: { label: 'Clients with several servers', unit: '' },
  p50: { label: 'Half of the answers within', unit: 'µs', none: 'no answers' },
  p99: { label: '99 of 100 answers within', unit: 'µs', none: 'no answers' },
  detectedAfterMs: { label: 'Failure detected after', unit: 'ms', ifAny: true },
  lostAfterDetection: { label: 'Lost of what was sent after that', unit: 'datagrams', ifAny: true },
  survivors: { label: 'Clients whose server stayed', unit: '', ifAny: true },
  survivorsMoved: { label: 'Moved all the same', unit: '', ifAny: true },
  elapsedMs: { label: 'Elapsed', unit: 'ms' }
} as const satisfies FigureWords
