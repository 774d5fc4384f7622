/** predictions: how far the model is off, on real runs of the presets and of settings drawn by a seed. */
import { presets, type LossOutcome, type LossParameters } from '#tasks/loss/model/run'
import { foretells, predictionError } from '#tasks/loss/model/prediction'
import { drawSettings, median } from '../lab/drawn-settings'
import { lossPart } from '../lab/part'
import { defineCommand } from '#cli/command'
import { number, or } from '#cli/options'
import { withTask } from '#cli/one-task'
import { type Answer, exitCodes, failed, type CommandNeeds } from '#cli/output'

const limits = { seed: { minimum: 0, maximum: 2_147_483_645 }, runs: { minimum: 0, maximum: 100 } }
const defaults = { seed: 1, runs: 20 }
/** The median of all errors may be this much. */
const allowedError = 0.05
/** One side says that nothing is lost, and the other names a number: as wrong as can be. */
const whollyWrong = 1

interface DrawnRun {
  name: string
  parameters: LossParameters
}

interface Row {
  name: string
  parameters: LossParameters
  reason: string
  predicted: number | null
  measured: number | null
  /** Share of the truth; null: the model said that it cannot tell. */
  error: number | null
}

function drawnRuns(seed: number, runs: number): DrawnRun[] {
  const drawn = drawSettings(seed, runs).map((parameters, index) => ({ name: `${index + 1}`, parameters }))
  return [...presets.map(({ name, parameters }) => ({ name, parameters })), ...drawn]
}

function rowOf(name: string, { parameters, prediction, ledger }: LossOutcome): Row {
  const error = foretells(prediction)
    ? (predictionError(prediction.firstLost, ledger.firstLost) ?? whollyWrong)
    : null
  const { firstLost: predicted, reason } = prediction
  return { name, parameters, reason, predicted, measured: ledger.firstLost, error }
}

const share = (error: number | null): string => (error === null ? '-' : `${(100 * error).toFixed(1)} %`)

const columns: { title: string; width: number; of: (row: Row) => string }[] = [
  { title: 'run', width: 8, of: ({ name }) => name },
  { title: 'count', width: 7, of: ({ parameters }) => String(parameters.count) },
  { title: 'rate', width: 6, of: ({ parameters }) => String(parameters.rate) },
  { title: 'service', width: 8, of: ({ parameters }) => String(parameters.serviceUs) },
  { title: 'buffer', width: 8, of: ({ parameters }) => String(parameters.serverBuffer ?? 'default') },
  { title: 'reads', width: 6, of: ({ parameters }) => parameters.clientReads },
  { title: 'predicted', width: 10, of: ({ predicted, error }) => lost(predicted, error) },
  { title: 'measured', width: 9, of: ({ measured }) => String(measured ?? 'none') },
  { title: 'error', width: 8, of: ({ error }) => share(error) },
  { title: 'why', width: 0, of: ({ reason }) => reason }
]

const lost = (predicted: number | null, error: number | null): string =>
  error === null ? 'unknown' : String(predicted ?? 'none')

const line = (texts: string[]): string =>
  texts.map((text, index) => text.padEnd(columns[index]!.width)).join(' ')

function measure(seed: number, runs: number, needs: CommandNeeds): Promise<Answer> {
  const { print, interruption } = needs
  return withTask(lossPart, needs, { onEvent: () => undefined, keepsPart: true }, async (lab) => {
    void interruption.happened.then(() => lab.cancel())
    const rows: Row[] = []
    print(line(columns.map(({ title }) => title)))
    for (const { name, parameters } of drawnRuns(seed, runs)) {
      const result = await lab.run(parameters)
      if (interruption.signal) break
      if (!result.ok) return failed(result.fault)
      const row = rowOf(name, result.value)
      rows.push(row)
      print(line(columns.map(({ of }) => of(row))))
    }
    return summary(seed, rows, print)
  })
}

function summary(seed: number, rows: Row[], print: CommandNeeds['print']): Answer {
  const errors = rows.flatMap(({ error }) => (error === null ? [] : [error]))
  const medianError = errors.length === 0 ? null : median(errors)
  // Runs of which nothing was to be lost, and nothing was, are easily right: the others are told apart.
  const lossy = rows.flatMap(({ error, measured }) => (error === null || measured === null ? [] : [error]))
  const medianErrorOfLosses = lossy.length === 0 ? null : median(lossy)
  const holds = medianError !== null && medianError <= allowedError
  const silent = rows.length - errors.length
  print('')
  print(
    `seed ${seed}: median error ${share(medianError)} of ${errors.length} predictions, at most ${share(allowedError)} allowed${silent > 0 ? `; the model could not tell for ${silent}` : ''}`
  )
  print(`of the ${lossy.length} runs that lost datagrams: ${share(medianErrorOfLosses)}`)
  return {
    document: { seed, medianError, medianErrorOfLosses, allowedError, runs: rows },
    code: holds ? exitCodes.done : exitCodes.failed
  }
}

export const predictions = defineCommand({
  name: 'predictions',
  summary:
    'How far the model is from the truth: real runs of the presets and of random settings, and the median error.',
  options: {
    seed: or(number('N', limits.seed, 'which random settings'), defaults.seed),
    runs: or(number('N', limits.runs, 'how many of them'), defaults.runs)
  },
  run: ({ seed, runs }, around) => measure(seed, runs, around)
})
