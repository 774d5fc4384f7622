/** sweep: Task 4 over the values of one parameter, several runs each. */
import { type SeriesPoint, summarise, type SweepPlan } from '#tasks/loss/model/series'
import { modelledFirstLost, modelledShare, modelSilences } from '#tasks/loss/model/modelled-loss'
import { seriesLimits, sweepDefaults } from '#tasks/loss/model/series-plan'
import { readValues } from '#tasks/loss/model/sweep-values'
import { sweepDescriptions, sweepVariables } from '#tasks/loss/model/sweep-variables'
import { defineCommand } from '#cli/command'
import { choice, number, or, text, UsageError, type Values } from '#cli/options'
import { tableText } from '#cli/table-text'
import { exitCodes, failed } from '#cli/output'
import { percent, pointDocument, runSeries, seriesPort, whole } from './series'
import { task4Options, task4Parameters } from './parameters'

const options = {
  vary: or(choice(sweepVariables, 'the parameter that changes'), sweepDefaults.vary),
  values: text('A,B,C', 'its values, also as from:to:step; limits as for the option itself'),
  repeat: or(
    number('R', seriesLimits.repeats, `runs a value; values x repeats are at most ${seriesLimits.runs}`),
    sweepDefaults.repeats
  ),
  ...task4Options,
  port: seriesPort
}

function planOf(given: Values<typeof options>): SweepPlan {
  if (given.values === undefined) {
    throw new UsageError('--values is needed, such as --values 1000,2000,5000.')
  }
  const reading = readValues(given.values)
  if (!reading.ok) throw new UsageError(`--values: ${reading.problem}`)
  return {
    kind: 'sweep',
    base: task4Parameters(given),
    vary: given.vary,
    values: reading.values,
    repeats: given.repeat
  }
}

function table(plan: SweepPlan, points: readonly SeriesPoint[]): string {
  const { title, unit } = sweepDescriptions[plan.vary]
  const rows = points.flatMap((point, index) => {
    const summary = summarise(point)
    if (!summary) return []
    return [
      [
        whole(plan.values[index]),
        whole(summary.runs),
        ...percent(summary.lossRatio),
        whole(summary.lostRequests.median),
        whole(summary.lostReplies.median),
        whole(summary.firstLost?.median),
        point.model ? modelledShare(point.model) : '-',
        point.model ? modelledFirstLost(point.model) : '-',
        whole(point.buffers?.server.grantedBytes),
        whole(point.buffers?.client.grantedBytes)
      ]
    ]
  })
  const header = [
    `${title} [${unit}]`,
    'runs',
    'median loss',
    'least',
    'most',
    'lost requests',
    'lost replies',
    'first lost',
    'model loss',
    'model first lost',
    'server granted [B]',
    'client granted [B]'
  ]
  return tableText(header, rows)
}

/** What the model says of a value's runs; `lossRatio` null: it has no figure, and `reason` says why. */
function modelDocument({ model }: SeriesPoint): Record<string, unknown> | null {
  if (model === null) return null
  const { firstLost, reason } = model.prediction
  return { lossRatio: model.lossRatio, firstLost, reason }
}

export const sweep = defineCommand({
  name: 'sweep',
  summary:
    'Task 4 over the values of one parameter: the median loss of each value and its range. Lost requests, lost replies and first lost are medians.',
  options,
  run: async (given, around) => {
    const result = await runSeries(planOf(given), given, around)
    if (!result.ok) return failed(result.fault)
    const { plan, points, phase, progress } = result.value
    around.print(table(plan, points))
    const modelled = points.map(({ model }, index) => ({ value: plan.values[index]!, model }))
    for (const sentence of modelSilences(modelled)) around.print(`  = ${sentence}`)
    if (phase === 'cancelled') around.print(`  Cancelled after ${progress.done} of ${progress.total} runs.`)
    return {
      document: {
        vary: plan.vary,
        parameters: plan.base,
        repeats: plan.repeats,
        cancelled: phase === 'cancelled',
        points: points
          .map((point, index) => ({
            value: plan.values[index]!,
            ...pointDocument(point),
            model: modelDocument(point)
          }))
          .filter((_, index) => points[index]!.runs.length > 0)
      },
      code: exitCodes.done
    }
  }
})
