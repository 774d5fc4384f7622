/** What a crowd of clients is to do, and what it tells afterwards. */
import type { EndpointAddress } from '#shared/events/address'
import type { Fault } from '#shared/fault'
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
