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

export const hopLabel = (hop: HopName): string => hopLabels[hop]

type LostFigure = `lost:${HopName}`
const lostFigure = (hop: HopName): LostFigure => `lost:${hop}`

/** Those that follow from the events of the run's endpoints. */
export function ledgerFigures(ledger: HopLedger): Figures {
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

/** What a run states of itself. */
export function balancingFigures(outcome: BalanceOutcome): Figures {
  const { parameters, servers, ledger, failure, survivors, latencyMicros } = outcome
  return {
    servers: servers.length,
    clients: parameters.clients,
    ...ledgerFigures(ledger),
    unsent: outcome.unsent,
    duplicated: outcome.duplicated,
    sessionsMoved: outcome.sessionsMoved,
    p50: latencyMicros.p50,
    p99: latencyMicros.p99,
    ...(failure && {
      detectedAfterMs: failure.detectedAfterMs,
      lostAfterDetection: failure.lostAfterDetection
    }),
    ...(survivors && { survivors: survivors.clients, survivorsMoved: survivors.moved }),
    elapsedMs: outcome.elapsedMs
  }
}

const lostWords = Object.fromEntries(
  allHopNames.map((name) => [lostFigure(name), { label: hopLabels[name], unit: 'datagrams' }])
) as Record<LostFigure, { label: string; unit: string }>

export const balancingWords = {
  servers: { label: 'Servers', unit: '' },
  clients: { label: 'Clients', unit: '' },
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
