/** balance: one run of the balancer, and its ledger of hops. */
import { formatEndpoint } from '#shared/events/address'
import type { SessionEvent } from '#shared/events/session'
import { counted } from '#shared/text'
import { defineCommand } from '#cli/command'
import { withTask } from '#cli/one-task'
import { type Answer, type CommandNeeds, exitCodes, failed } from '#cli/output'
import type { BalancingLab } from '../lab/balancing'
import { balancingPart } from '../lab/part'
import { describeBalance, pickedBy } from '../model/outcome-words'
import type { BalancingParameters } from '../model/parameters'
import type { Series } from '../model/series'
import { sizeOf, type Trace } from '../model/trace'
import { balanceDocument } from './document'
import { exportBalance } from './export'
import { balanceOptions, balanceParameters, type Given, sweepIn } from './parameters'
import { compare, showProgress, sweep } from './series'
import { stand } from './stand'
import { readTraceFile, writeTraceFile } from './trace-files'

const title = 'Load balancing'

async function one(
  lab: BalancingLab,
  parameters: BalancingParameters,
  { trace, record }: { trace: Trace | null; record: string | undefined },
  needs: CommandNeeds
): Promise<Answer> {
  const result = await (trace ? lab.replay(parameters, trace) : lab.run(parameters))
  if (!result.ok) return failed(result.fault)
  if (needs.interruption.signal) needs.print('  Cancelled: these are the counts until then.')
  for (const line of describeBalance(result.value)) needs.print(`  = ${line}`)
  if (record !== undefined && lab.lastTrace) {
    const written = await writeTraceFile(record, lab.lastTrace)
    if (!written.ok) return failed(written.fault)
    needs.print(`  Written: ${record}, when which client sent.`)
  }
  needs.print('')
  const nobodyAnswered = result.value.ledger.returned === 0
  return {
    document: balanceDocument(result.value),
    code: nobodyAnswered ? exitCodes.failed : exitCodes.done
  }
}

const headline = (parameters: BalancingParameters, trace: Trace | null): string => {
  const { clients, messages } = trace ? { ...parameters, ...sizeOf(trace) } : parameters
  const sends = trace ? `as in ${trace.name}` : `${counted(messages, 'datagram')} each`
  const pool = counted(parameters.servers.length, 'server')
  return `  ${pool}, ${pickedBy(parameters)}; ${counted(clients, 'client')}, ${sends}.`
}

async function runBalance(given: Given, needs: CommandNeeds): Promise<Answer> {
  const parameters = balanceParameters(given)
  if (given.export) return exportBalance(given.export, parameters, needs)
  const sweepOf = sweepIn(given)
  const read = given.trace === undefined ? null : await readTraceFile(given.trace)
  if (read && !read.ok) return failed(read.fault)
  const trace = read?.value ?? null
  const isSeries = given.compare || sweepOf !== null
  if (given.for === undefined) needs.print(title)
  if (!isSeries && given.for === undefined) needs.print(headline(parameters, trace))
  const told = {
    keepsPart: true,
    onEvent: (event: SessionEvent): void => {
      if (event.type === 'task') return showProgress(event.news as Series)
      if (
        isSeries ||
        given.for !== undefined ||
        event.type !== 'endpoint' ||
        event.endpoint.role !== 'server'
      )
        return
      const { name, state } = event.endpoint
      if (state.phase === 'open') needs.print(`  ${name}  ${formatEndpoint(state.local)}`)
    }
  } as const
  return withTask(balancingPart, needs, told, (lab) => {
    void needs.interruption.happened.then(() => lab.cancel())
    if (sweepOf) return sweep(lab, { parameters, ...sweepOf }, needs)
    if (given.for !== undefined) return stand(lab, parameters, given.for, needs)
    if (given.compare) return compare(lab, parameters, trace, needs)
    return one(lab, parameters, { trace, record: given.record }, needs)
  })
}

export const balance = defineCommand({
  name: 'balance',
  summary: `${title}. Clients send to one address; a balancer spreads what comes over a pool of servers.`,
  options: balanceOptions,
  run: (given, needs) => runBalance(given, needs)
})
