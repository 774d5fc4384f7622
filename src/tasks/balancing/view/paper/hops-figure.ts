/** Where a run's datagrams were lost, on paper: a bar for each hop, and for each place that ended some. */
import type { Html } from '#shared/report/html-template'
import { counted, figure } from '#shared/text'
import { hopRows, placeRows } from '../../model/hop-rows'
import type { BalanceOutcome } from '../../model/outcome'
import { type BarRow, barsSvg } from './bars'

const inks = { arrived: '#0072b2', lost: '#c24e00' } as const

/** `3 lost, kernel 3`: the kernel's word stands beside ours where it has one. */
function words(lost: number, drops: number | null): string {
  if (lost === 0 && !drops) return 'none lost'
  return drops === null ? `${figure(lost)} lost` : `${figure(lost)} lost, kernel ${figure(drops)}`
}

export function hopsSvg(outcome: BalanceOutcome, widthPt: number): Html {
  const hops = hopRows(outcome)
  const ended = placeRows(outcome).filter(({ count }) => count > 0)
  const rows: BarRow[] = [
    ...hops.map(({ title, received, lost, drops }) => ({
      name: title,
      parts: [
        { value: received, ink: inks.arrived },
        { value: lost, ink: inks.lost }
      ],
      words: words(lost, drops)
    })),
    ...ended.map(({ title, count }) => ({
      name: title,
      parts: [{ value: count, ink: inks.lost }],
      words: counted(count, 'datagram')
    }))
  ]
  const said = [
    ...hops.map(({ title, lost }) => `${title} ${figure(lost)} lost`),
    ...ended.map(({ title, count }) => `${title} ${figure(count)}`)
  ]
  return barsSvg(
    widthPt,
    `Datagrams on each hop: ${said.join(', ')}`,
    rows,
    [
      { label: 'arrived', ink: inks.arrived },
      { label: 'lost', ink: inks.lost }
    ],
    outcome.ledger.sent
  )
}
