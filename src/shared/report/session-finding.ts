/** What a session of messages measured, in a sentence for a report's first page: counts of its own events, and no more. */
import { counted } from '../text'
import type { Figures } from '../kept/run-figures'

export function sessionFinding(figures: Figures): string | null {
  const of = (name: string): number => figures[name] ?? 0
  if (of('sentByClients') === 0) return null
  const sent = `${counted(of('clients'), 'client socket')} sent ${counted(of('sentByClients'), 'datagram')}`
  const servers = of('servers') === 1 ? 'the server' : `${of('servers')} server sockets`
  const heard = `${servers} received ${of('receivedByServers')} and sent ${counted(of('sentByServers'), 'answer')}`
  const silent = of('timedOut')
  const waits = silent > 0 ? ` ${counted(silent, 'wait')} ended without an answer.` : ''
  const refused = of('refused')
  const errors = refused > 0 ? ` ${counted(refused, 'call')} got the error “port unreachable”.` : ''
  return `${sent}; ${heard}.${waits}${errors}`
}
