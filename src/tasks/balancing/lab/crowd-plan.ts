/** What a crowd of clients is to do, and what it tells afterwards. */
import type { EndpointAddress } from '#shared/events/address'
import type { Fault } from '#shared/fault'
import type { Behaviour } from '#lab/endpoints/protocol'
import type { Arrivals } from '../model/trace'

export interface CrowdPlan {
  to: EndpointAddress
  /** Where the clients' sockets are bound. */
  from: string
  clients: number
  /** Numbers that each client sends: client c (from 0) has c * messages + 1 and those that follow. */
  messages: number
  /** Datagrams per second of each client; 0: the next one when the last was answered. */
  rate: number
  /** When which client sends, whatever comes back; null: by `rate`. */
  arrivals: Arrivals | null
  /** In a closed loop: ms without an answer after which a client goes on. */
  waitMs: number
  /** Ms in which nothing came for anybody, after which all is over. */
  silenceMs: number
}

export interface CrowdReport {
  elapsedMs: number
  cancelled: boolean
  /** Datagrams that send() accepted. */
  accepted: number
  /** Distinct numbers that came back. */
  answered: number
  /** Why send() refused the first that it did. */
  refusal: Fault | null
  /** Datagrams that the kernel dropped at the clients' sockets; null where it does not tell. */
  drops: number | null
}

export const crowdWork = 'crowd'

/**
 * One address has 28,232 ephemeral ports on Linux (ip(7), ip_local_port_range), and the balancer's sockets need some of them:
 * so many clients share one, and the next ones are on the next address of 127.0.0.0/8.
 */
const clientsPerAddress = 8000

/** Where a client's socket is bound; of a machine without the rest of 127.0.0.0/8 only so many find a place. */
export function addressOfClient(from: string, index: number): string {
  const block = Math.floor(index / clientsPerAddress)
  const [, prefix, last] = /^(127\.\d+\.\d+\.)(\d+)$/.exec(from) ?? []
  return prefix === undefined || block === 0 ? from : `${prefix}${Number(last) + block}`
}

/** Its clients have sockets of their own; nobody writes to the endpoint's. */
export const crowdBehaviour: Behaviour = { kind: 'own', name: 'crowd', options: null }
