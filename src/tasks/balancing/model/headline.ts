/** What came of a run in one line. */
import { allOf, counted, figure } from '#shared/text'
import type { BalanceOutcome } from './outcome'
import { pickedBy } from './outcome-words'

export function headlineOf({ ledger, servers, parameters }: BalanceOutcome, cancelled: boolean): string {
  const { sent, returned } = ledger
  const came =
    returned === sent && sent > 0
      ? `${capital(allOf(sent, 'datagram', 'datagrams'))} came back`
      : `${figure(returned)} of ${counted(sent, 'datagram')} came back`
  const head = `${came}: ${counted(servers.length, 'server')}, ${pickedBy(parameters)}.`
  return cancelled ? `Cancelled. ${head}` : head
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
