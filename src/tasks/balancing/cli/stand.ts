/** A pool in the foreground, for whoever writes to it. */
import { type Answer, type CommandNeeds, exitCodes, failed } from '#cli/output'
import { formatEndpoint } from '#shared/events/address'
import { figure } from '#shared/text'
import type { BalancingLab } from '../lab/balancing'
import type { BalancingParameters } from '../model/parameters'
import { serverName } from '../model/tellers'

export async function stand(
  lab: BalancingLab,
  parameters: BalancingParameters,
  seconds: number,
  needs: CommandNeeds
): Promise<Answer> {
  const stood = await lab.stand(parameters, { counted: true })
  if (!stood.ok) return failed(stood.fault)
  const { front, pool, counts } = stood.value
  const listening = front.bound
  needs.printLine(needs.json ? JSON.stringify({ listening }) : `listening ${formatEndpoint(listening)}`)
  await Promise.race([
    needs.interruption.happened,
    needs.readerGone,
    ...(front.ended ? [front.ended] : []),
    // Whatever else ends it, nobody waits for this timer any more.
    new Promise((resolve) => setTimeout(resolve, seconds * 1000).unref())
  ])
  const drops = await pool.drops()
  await lab.stopServers()
  const servers = counts().map((count, index) => ({
    name: serverName(index),
    ...count,
    kernelDrops: drops[index] ?? null
  }))
  for (const { name, received, replied, kernelDrops } of servers) {
    const dropped = kernelDrops === null ? '' : `, ${figure(kernelDrops)} dropped by the kernel`
    needs.print(`= ${name}: ${figure(received)} received, ${figure(replied)} answered${dropped}`)
  }
  return { document: { balancer: parameters.balancer, servers }, code: exitCodes.done, endsBySignal: true }
}
