/** The ledger of a run as rows: each hop with what was lost on it and the kernel's word, then the places that ended some. */
import { allHopNames, type HopName } from './hops'
import type { BalanceOutcome } from './outcome'

const titles: Record<HopName, string> = {
  'client-balancer': 'Client → balancer',
  'balancer-server': 'Balancer → server',
  'server-balancer': 'Server → balancer',
  'balancer-client': 'Balancer → client',
  'client-server': 'Client → server',
  'server-client': 'Server → client'
}

export interface HopRow {
  title: string
  sent: number
  received: number
  lost: number
  /** Null: the kernel does not tell. */
  drops: number | null
}

export function hopRows({ ledger, drops }: BalanceOutcome): HopRow[] {
  return allHopNames.flatMap((name) => {
    const hop = ledger.hops[name]
    return hop ? [{ title: titles[name], ...hop, drops: drops[name] ?? null }] : []
  })
}

export interface PlaceRow {
  title: string
  count: number
}

/** Where a datagram ended although it had arrived. */
export function placeRows({ ledger }: BalanceOutcome): PlaceRow[] {
  const rows = [
    { title: 'Not forwarded', count: ledger.notForwarded },
    { title: 'Not answered', count: ledger.notAnswered },
    { title: 'Not handed back', count: ledger.notReturned }
  ]
  return ledger.hops['client-server'] ? rows.slice(1, 2) : rows
}

/** `100 sent = 96 returned + 4 lost on the way + 0 ended at a place`, as numbers. */
export function balanceSheet(outcome: BalanceOutcome): {
  sent: number
  returned: number
  lost: number
  ended: number
} {
  const { sent, returned } = outcome.ledger
  const lost = hopRows(outcome).reduce((sum, row) => sum + row.lost, 0)
  const ended = placeRows(outcome).reduce((sum, { count }) => sum + count, 0)
  return { sent, returned, lost, ended }
}
