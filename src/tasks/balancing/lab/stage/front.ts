/** What faces the clients of a run: the app's balancer, the kernel's group of sockets, or another program. */
import type { EndpointAddress } from '#shared/events/address'
import type { Fault, Result } from '#shared/fault'
import type { Session } from '#lab/session/session'
import type { HopDrops } from '../../model/hops'
import type { BalancingParameters } from '../../model/parameters'
import type { PoolServers } from './pool-servers'

export interface Where {
  place: EndpointAddress
  /** On a free port when somebody else holds that one. */
  movable: boolean
  /** Nobody reads the events of servers and balancer: they are only counted. */
  counted?: boolean
}

export interface Front {
  /** Where clients send to. */
  bound: EndpointAddress
  /** Resolves when all that waits for it now was read. */
  settle: () => Promise<void>
  /**
   * Drops at its own sockets.
   *
   * @param sessions how many it began
   */
  drops: (sessions: number) => Promise<HopDrops>
  /** Resolves when it ended by itself, with why; without it: it does not, or its thread tells. */
  ended?: Promise<Fault>
  close: () => Promise<void>
}

/** A pool and what stands before it. */
export interface Stage {
  pool: PoolServers
  front: Front
}

export type OpenStage = (
  session: Session,
  where: Where,
  parameters: BalancingParameters
) => Promise<Result<Stage>>
