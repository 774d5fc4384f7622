/** What a pool was started with, and what is counted of it. */
import type { BalancerName } from '../parameters'
import type { BookPlan } from './client-book'

export interface PoolPlan extends BookPlan {
  balancer: BalancerName
  servers: number
  /** Whether the balancer takes servers out. */
  health: boolean
}

/** Datagrams that passed each end of the hops. */
export interface PoolCounts {
  clientSent: number
  balancerReceived: number
  balancerSent: number
  serverReceived: number
  serverSent: number
  balancerReturned: number
  balancerReplied: number
  clientReceived: number
  /** What the balancer had nobody for. */
  notForwarded: number
}

/** Only these clients are drawn one by one. */
export const drawnMost = 32

export const noCounts = (): PoolCounts => ({
  clientSent: 0,
  balancerReceived: 0,
  balancerSent: 0,
  serverReceived: 0,
  serverSent: 0,
  balancerReturned: 0,
  balancerReplied: 0,
  clientReceived: 0,
  notForwarded: 0
})

/** What the balancer's health check asks a server (lab/health-probes.ts): no client's datagram. */
export const probeText = 'probe'
