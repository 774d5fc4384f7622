/** The picture of a pool in words: for those who do not see it, and for the lines below it. */
import { counted, figure, percent } from '#shared/text'
import type { BalancerName } from '../parameters'
import { serverName } from '../tellers'
import { hopTitles } from '../outcome-words'
import type { PoolFigures, ServerFigures } from './pool-figures'
import type { ServerPhase } from './server-state'

export const phaseWords: Record<ServerPhase, string> = {
  up: 'up',
  stopped: 'stopped',
  'taken-out': 'taken out',
  over: 'closed'
}

export const balancerWords: Record<BalancerName, { name: string; says: string }> = {
  lab: { name: 'Balancer', says: 'The lab’s own program: each decision is in its log.' },
  reuseport: {
    name: 'Kernel',
    says: 'The kernel picks and tells nothing: the servers’ events show where each datagram went.'
  },
  nginx: {
    name: 'nginx',
    says: 'nginx tells nothing of single datagrams: the servers’ events show where each one went.'
  }
}

const isDown = ({ phase }: ServerFigures): boolean => phase === 'stopped' || phase === 'taken-out'

function serverLine(server: ServerFigures, index: number): string {
  const { phase, received, share, outstanding } = server
  const state = isDown(server) ? ` ${phaseWords[phase]},` : ''
  const open = outstanding !== null && outstanding > 0 ? `, ${figure(outstanding)} outstanding` : ''
  return `${serverName(index)}:${state} ${figure(received)} received (${percent(share)})${open}`
}

/** One sentence a server. */
export function pictureName(balancer: BalancerName, figures: PoolFigures): string {
  const { clients, servers } = figures
  const who = balancer === 'lab' ? 'a balancer' : balancerWords[balancer].name
  return `${counted(clients, 'client')}, ${who}, ${counted(servers.length, 'server')}. ${servers.map(serverLine).join('. ')}.`
}

/** What is not there yet, while the run goes on: nobody knows whether it is lost. */
export function missingLine({ hops }: PoolFigures): string | null {
  const some = hops.filter(({ missing }) => missing > 0)
  if (some.length === 0) return null
  return `On the way or lost: ${some.map(({ name, missing }) => `${figure(missing)} ${hopTitles[name]}`).join(', ')}.`
}
