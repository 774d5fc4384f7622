/** What the tests of the balancer share. */
import { expect } from 'vitest'
import { Lab } from '../../src/lab/lab'
import type { LabSettings } from '../../src/lab/session/session'
import type { BalancingLab } from '../../src/tasks/balancing/lab/balancing'
import { balancingPart } from '../../src/tasks/balancing/lab/part'
import { isClosed } from '../../src/tasks/balancing/model/hops'
import type { BalanceOutcome } from '../../src/tasks/balancing/model/outcome'
import { balancingDefaults, type BalancingParameters } from '../../src/tasks/balancing/model/parameters'
import { cleanUp, engine, workerFile } from './support'

export function start(more: Partial<LabSettings> = {}): BalancingLab {
  const lab = new Lab(
    { balancing: balancingPart },
    {
      workerFile,
      engine: () => engine,
      onEvent: () => undefined,
      remoteAllowed: () => false,
      keepEvents: false,
      ...more
    }
  )
  cleanUp(() => lab.close())
  return lab.tasks.balancing
}

export async function run(
  lab: BalancingLab,
  parameters: Partial<BalancingParameters>
): Promise<BalanceOutcome> {
  const result = await lab.run({ ...balancingDefaults, ...parameters })
  if (!result.ok) throw new Error(`${result.fault.code}: ${result.fault.message}`)
  expect(isClosed(result.value.ledger)).toBe(true)
  expect(result.value.untold).toBe(0)
  return result.value
}

export const pool = (...weights: number[]): BalancingParameters['servers'] =>
  weights.map((weight) => ({ weight, serviceUs: 0 }))

export const told = (outcome: BalanceOutcome): string => {
  const { ledger, servers, latencyMicros, sessions, sessionsMoved, drops, elapsedMs } = outcome
  const perS = Math.round((ledger.sent / elapsedMs) * 1000)
  return `${outcome.engine}: ${servers.map(({ received }) => received).join('/')} received, ${ledger.returned} of ${ledger.sent} back, ${sessions} sessions, ${sessionsMoved} moved, p50 ${latencyMicros.p50} µs, p99 ${latencyMicros.p99} µs, drops ${JSON.stringify(drops)}, ${perS}/s`
}
