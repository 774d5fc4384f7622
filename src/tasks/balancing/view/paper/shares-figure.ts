/** What each server of a run received, on paper. */
import type { Html } from '#shared/report/html-template'
import { counted, figure, percent } from '#shared/text'
import type { BalanceOutcome } from '../../model/outcome'
import { barsSvg } from './bars'

const servedInk = '#00865f'

export function sharesSvg({ servers }: BalanceOutcome, widthPt: number): Html {
  const all = servers.reduce((sum, { received }) => sum + received, 0)
  const share = (received: number): string => percent(all === 0 ? 0 : received / all)
  return barsSvg(
    widthPt,
    `Received by each server: ${servers.map(({ name, received }) => `${name} ${counted(received, 'datagram')}`).join(', ')}`,
    servers.map(({ name, received }) => ({
      name,
      parts: [{ value: received, ink: servedInk }],
      words: `${figure(received)} (${share(received)})`
    })),
    [],
    Math.max(...servers.map(({ received }) => received), 1)
  )
}
