/** Several runs of one call: a trace before every balancer, or one thing varied. */
import { tableText } from '#cli/table-text'
import { type Answer, type CommandNeeds, exitCodes, failed } from '#cli/output'
import { decimal, figure, percent } from '#shared/text'
import type { BalancingLab } from '../lab/balancing'
import { comparedColumns, comparedNote, comparedRow, type SeriesEntry } from '../model/comparison'
import type { BalancingParameters } from '../model/parameters'
import { type Series, type SweepPlan, sweepPoints } from '../model/series'
import type { Trace } from '../model/trace'
import { balanceDocument } from './document'

const entryDocument = (entry: SeriesEntry): unknown =>
  'why' in entry
    ? { balancer: entry.parameters.balancer, algorithm: entry.parameters.algorithm, why: entry.why }
    : balanceDocument(entry.outcome)

/** Writes over one line of a terminal; a file or a pipe gets no progress. */
export function showProgress({ entries, of }: Series): void {
  if (!process.stderr.isTTY) return
  process.stderr.write(`\r\u001b[K${entries.length < of ? `${entries.length} of ${of} runs` : ''}`)
}

function ended({ phase, entries, of }: Series, needs: CommandNeeds): void {
  if (phase === 'cancelled') needs.print(`  Cancelled after ${entries.length} of ${of} runs.`)
  needs.print('')
}

export async function compare(
  lab: BalancingLab,
  parameters: BalancingParameters,
  given: Trace | null,
  needs: CommandNeeds
): Promise<Answer> {
  const result = await lab.compare(parameters, given)
  if (!result.ok) return failed(result.fault)
  const { trace, entries } = result.value
  if (trace) needs.print(`  ${figure(trace.datagrams)} datagrams of ${trace.name} before each balancer.`)
  const rows = entries.map(comparedRow)
  const isWhole = (row: readonly string[]): boolean => row.length === comparedColumns.length
  needs.print(tableText(comparedColumns, rows.filter(isWhole)))
  for (const [name = '', why = ''] of rows.filter((row) => !isWhole(row))) needs.print(`  ${name}: ${why}`)
  needs.print(`  ${comparedNote}`)
  ended(result.value, needs)
  return { document: { trace, runs: entries.map(entryDocument) }, code: exitCodes.done }
}

export async function sweep(lab: BalancingLab, plan: SweepPlan, needs: CommandNeeds): Promise<Answer> {
  const result = await lab.sweep(plan)
  if (!result.ok) return failed(result.fault)
  const points = sweepPoints(plan, result.value.entries)
  const or = (value: number | null, say: (value: number) => string): string =>
    value === null ? '-' : say(value)
  const ms = (micros: number): string => decimal(micros / 1000)
  const rows = points.map(({ value, outcomes, p50, p99, lossRatio, answersPerS }) => [
    figure(value, 3),
    figure(outcomes.length),
    or(p50, ms),
    or(p99, ms),
    or(lossRatio, percent),
    or(answersPerS, (rate) => figure(Math.round(rate)))
  ])
  needs.print(tableText([plan.vary, 'runs', 'p50 ms', 'p99 ms', 'loss', 'answers/s'], rows))
  ended(result.value, needs)
  const { vary, parameters } = plan
  const document = {
    vary,
    parameters,
    points: points.map(({ value, outcomes }) => ({ value, runs: outcomes.map(balanceDocument) }))
  }
  return { document, code: exitCodes.done }
}
