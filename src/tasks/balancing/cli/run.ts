/** balance: one run of the balancer, and its ledger of hops. */
import { formatEndpoint } from '#shared/events/address'
import type { SessionEvent } from '#shared/events/session'
import { counted } from '#shared/text'
import { defineCommand } from '#cli/command'
import { withTask } from '#cli/one-task'
import { type Answer, type CommandNeeds, exitCodes, failed } from '#cli/output'
import { balancingPart } from '../lab/part'
import type { BalanceOutcome } from '../model/outcome'
import { describeBalance, pickedBy } from '../model/outcome-words'
import type { BalancingParameters } from '../model/parameters'
import { balanceOptions, balanceParameters } from './parameters'

const title = 'Load balancing'

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

export async function runBalanceCommand(
  parameters: BalancingParameters,
  needs: CommandNeeds
): Promise<Answer> {
  const { servers, clients, messages } = parameters
  needs.print(title)
  needs.print(
    `  ${counted(servers.length, 'server')}, ${pickedBy(parameters)}; ${counted(clients, 'client')}, ${counted(messages, 'datagram')} each.`
  )
  const told = {
    keepsPart: true,
    onEvent: (event: SessionEvent): void => {
      if (event.type !== 'endpoint' || event.endpoint.role !== 'server') return
      const { name, state } = event.endpoint
      if (state.phase === 'open') needs.print(`  ${name}  ${formatEndpoint(state.local)}`)
    }
  } as const
  const result = await withTask(balancingPart, needs, told, (lab) => {
    void needs.interruption.happened.then(() => lab.cancel())
    return lab.run(parameters)
  })
  if (!result.ok) return failed(result.fault)
  if (needs.interruption.signal) needs.print('  Cancelled: these are the counts until then.')
  for (const line of describeBalance(result.value)) needs.print(`  = ${line}`)
  needs.print('')
  const nobodyAnswered = result.value.ledger.returned === 0
  return {
    document: balanceDocument(result.value),
    code: nobodyAnswered ? exitCodes.failed : exitCodes.done
  }
}

export const balance = defineCommand({
  name: 'balance',
  summary: `${title}. Clients send to one address; a balancer spreads what comes over a pool of servers.`,
  options: balanceOptions,
  run: async (given, needs) => runBalanceCommand(balanceParameters(given), needs)
})
