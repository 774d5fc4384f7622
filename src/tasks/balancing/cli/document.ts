/** A run as JSON: its fields are a contract. */
import type { BalanceOutcome } from '../model/outcome'

export function balanceDocument(outcome: BalanceOutcome): unknown {
  const { parameters, servers, ledger, unsent, duplicated, sessionsMoved, latencyMicros } = outcome
  const { sent, returned, hops, notForwarded, notAnswered, notReturned } = ledger
  return {
    // The kernel's group has its own.
    algorithm: parameters.balancer === 'reuseport' ? null : parameters.algorithm,
    balancer: parameters.balancer,
    servers: servers.map(({ name, received, replied }) => ({ name, received, replied })),
    clients: parameters.clients,
    ledger: {
      sent,
      returned,
      unsent,
      duplicated,
      notForwarded,
      notAnswered,
      notReturned,
      lossRatio: sent === 0 ? 0 : (sent - returned) / sent
    },
    hops,
    kernelDrops: outcome.drops,
    sessionsMoved,
    survivors: outcome.survivors,
    latencyMicros
  }
}
