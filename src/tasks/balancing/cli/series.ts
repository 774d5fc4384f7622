/** Several runs of one call: a trace before every balancer, or one thing varied. */
import { tableText } from '#cli/table-text'
import { type Answer, type CommandNeeds, exitCodes, failed } from '#cli/output'
import { success, type Result } from '#shared/fault'
import { decimal, figure, percent } from '#shared/text'
import type { BalancingLab } from '../lab/balancing'
import { comparedColumns, comparedRow, contestants, type SeriesEntry } from '../model/comparison'
import type { BalanceOutcome } from '../model/outcome'
import type { BalancingParameters } from '../model/parameters'
import { type Variable, varied } from '../model/sweep'
import type { Trace } from '../model/trace'
import { balanceDocument } from './document'

const entryDocument = (entry: SeriesEntry): unknown =>
  'why' in entry
    ? { balancer: entry.parameters.balancer, algorithm: entry.parameters.algorithm, why: entry.why }
    : balanceDocument(entry.outcome)

/** Writes over one line of a terminal; a file or a pipe gets no progress. */
function showProgress(done: number, of: number): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${done < of ? `${done} of ${of} runs` : ''}`)
}

/** The given trace, or one that is recorded by a run before the others. */
async function traceFor(
  lab: BalancingLab,
  parameters: BalancingParameters,
  given: Trace | null
): Promise<Result<Trace>> {
  if (given) return success(given)
  const recorded = await lab.run({ ...parameters, balancer: 'lab', failAfter: null })
  if (!recorded.ok) return recorded
  const trace = lab.lastTrace
  if (!trace) throw new Error('a run that ended has no trace')
  return success({ ...trace, name: 'a run before' })
}

export async function compare(
  lab: BalancingLab,
  parameters: BalancingParameters,
  given: Trace | null,
  needs: CommandNeeds
): Promise<Answer> {
  const trace = await traceFor(lab, parameters, given)
  if (!trace.ok) return failed(trace.fault)
  const runs = contestants(parameters)
  let done = 0
  const result = await lab.series(runs, trace.value, () => showProgress(++done, runs.length))
  if (!result.ok) return failed(result.fault)
  needs.print(`  ${figure(trace.value.atUs.length)} datagrams of ${trace.value.name} before each balancer.`)
  const rows = result.value.map(comparedRow)
  needs.print(
    tableText(
      comparedColumns,
      rows.filter((row) => row.length === comparedColumns.length)
    )
  )
  for (const [name = '', why = ''] of rows.filter((row) => row.length < comparedColumns.length))
    needs.print(`  ${name}: ${why}`)
  needs.print('')
  const document = {
    trace: { name: trace.value.name, datagrams: trace.value.atUs.length },
    runs: result.value.map(entryDocument)
  }
  return { document, code: exitCodes.done }
}

const median = (values: readonly number[]): number | null => {
  const sorted = [...values].sort((one, other) => one - other)
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? null
}

const medianOf = (
  outcomes: readonly BalanceOutcome[],
  what: (outcome: BalanceOutcome) => number | null
): number | null => median(outcomes.flatMap((outcome) => what(outcome) ?? []))

const lossRatio = ({ ledger: { sent, returned } }: BalanceOutcome): number =>
  sent === 0 ? 0 : (sent - returned) / sent

const perSecond = ({ ledger, elapsedMs }: BalanceOutcome): number | null =>
  elapsedMs > 0 ? (1000 * ledger.returned) / elapsedMs : null

export interface SweepOf {
  vary: Variable
  values: readonly number[]
  repeat: number
}

export async function sweep(
  lab: BalancingLab,
  parameters: BalancingParameters,
  { vary, values, repeat }: SweepOf,
  needs: CommandNeeds
): Promise<Answer> {
  const runs = values.flatMap((value) =>
    Array.from({ length: repeat }, () => varied(parameters, vary, value))
  )
  let done = 0
  const result = await lab.series(runs, null, () => showProgress(++done, runs.length))
  if (!result.ok) return failed(result.fault)
  const points = values.map((value, index) => {
    const entries = result.value.slice(index * repeat, (index + 1) * repeat)
    const outcomes = entries.flatMap((entry) => ('outcome' in entry ? [entry.outcome] : []))
    return { value, entries, outcomes }
  })
  const micros = (value: number | null): string => (value === null ? '-' : decimal(value / 1000))
  const rows = points.map(({ value, outcomes }) => {
    const loss = medianOf(outcomes, lossRatio)
    const rate = medianOf(outcomes, perSecond)
    return [
      figure(value, 3),
      figure(outcomes.length),
      micros(medianOf(outcomes, ({ latencyMicros }) => latencyMicros.p50)),
      micros(medianOf(outcomes, ({ latencyMicros }) => latencyMicros.p99)),
      loss === null ? '-' : percent(loss),
      rate === null ? '-' : figure(Math.round(rate))
    ]
  })
  needs.print(tableText([vary, 'runs', 'p50 ms', 'p99 ms', 'loss', 'answers/s'], rows))
  needs.print('')
  const document = {
    vary,
    parameters,
    points: points
      .filter(({ entries }) => entries.length > 0)
      .map(({ value, entries }) => ({ value, runs: entries.map(entryDocument) }))
  }
  return { document, code: exitCodes.done }
}
