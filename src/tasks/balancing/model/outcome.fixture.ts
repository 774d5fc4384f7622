/** An outcome as a run of two servers has it. */
import type { BalanceOutcome } from './outcome'
import { balancingDefaults } from './parameters'

const whole = { sent: 100, received: 100, lost: 0 }

export const wholeOutcome: BalanceOutcome = {
  parameters: {
    ...balancingDefaults,
    servers: balancingDefaults.servers.slice(0, 2),
    clients: 10,
    messages: 10
  },
  servers: [
    { name: 'Server 1', received: 50, replied: 50, kernelDrops: 0, latencyMicros: { p50: 1100, p99: 3300 } },
    { name: 'Server 2', received: 50, replied: 50, kernelDrops: 0, latencyMicros: { p50: 1300, p99: 3400 } }
  ],
  ledger: {
    sent: 100,
    returned: 100,
    hops: {
      'client-balancer': whole,
      'balancer-server': whole,
      'server-balancer': whole,
      'balancer-client': whole
    },
    notForwarded: 0,
    notAnswered: 0,
    notReturned: 0
  },
  unsent: 0,
  duplicated: 0,
  sessions: 10,
  sessionsMoved: 0,
  survivors: null,
  latencyMicros: { p50: 1200, p99: 3400 },
  stoppedAfter: null,
  failure: null,
  drops: { 'client-balancer': 0, 'balancer-server': 0, 'server-balancer': 0, 'balancer-client': 0 },
  untold: 0,
  elapsedMs: 20,
  engine: 'system'
}
