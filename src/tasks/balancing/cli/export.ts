/** balance --export: the pool in another balancer's words; nothing is run. */
import { UsageError } from '#cli/options'
import { type Answer, type CommandNeeds, exitCodes, failed } from '#cli/output'
import { type ExportName, exportPool } from '../model/exports'
import { examplePlaces } from '../model/exports/exported-pool'
import type { BalancingParameters } from '../model/parameters'

/** @throws UsageError where no algorithm of the lab's is at work */
export function exportBalance(
  name: ExportName,
  parameters: BalancingParameters,
  needs: Pick<CommandNeeds, 'print'>
): Answer {
  if (parameters.balancer === 'reuseport')
    throw new UsageError(
      '--export writes a pool with an algorithm, and --balancer reuseport has none. Leave --balancer out.'
    )
  const text = exportPool(name, parameters, examplePlaces(parameters.servers.length))
  if (!text.ok) return failed(text.fault)
  needs.print(text.value.trimEnd())
  return { document: { export: name, text: text.value }, code: exitCodes.done }
}
