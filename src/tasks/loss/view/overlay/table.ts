/** The parameters and measured figures of several runs side by side, and which of them differ. */
import { figure } from '#shared/text'
import { type CsvCell, csvText } from '#shared/csv'
import type { KeptRunSummary } from '#shared/kept/kept-run'
import { lossWords } from '../../model/figures'
import { outcomeIn } from '../../model/kept-outcome'
import type { LossOutcome, LossParameters } from '../../model/run'
import type { OverlaidRun } from './overlay.svelte'

export interface FigureRow {
  part: 'Parameters' | 'Measured'
  name: string
  /** One a run: null where the run does not have it. */
  cells: readonly CsvCell[]
  /** What is shown for null. */
  none: string
  differs: boolean
}

type Reader = [name: string, read: (outcome: LossOutcome, run: KeptRunSummary) => CsvCell, none?: string]

const parameter =
  <K extends keyof LossParameters>(name: K) =>
  ({ parameters }: LossOutcome): LossParameters[K] =>
    parameters[name]

const parameters: readonly Reader[] = [
  ['Count [numbers]', parameter('count')],
  ['Server receive buffer [bytes]', parameter('serverBuffer'), 'default'],
  ['Client receive buffer [bytes]', parameter('clientBuffer'), 'default'],
  ['Service time [µs]', parameter('serviceUs')],
  ['Rate [datagrams/s], 0: as fast as possible', parameter('rate')],
  ['Payload size [bytes]', parameter('payloadBytes'), 'as number'],
  ['Client reads … sending', parameter('clientReads')],
  ['Server’s queue', parameter('queue')]
]

/** The label and the unit that the figure has everywhere. */
const named = (name: keyof typeof lossWords): string => {
  const { label, unit } = lossWords[name]
  return unit === '' ? label : `${label} [${unit}]`
}

const measured: readonly Reader[] = [
  [named('grantedBytesOfServer'), ({ buffers }) => buffers.server.grantedBytes],
  [named('grantedBytesOfClient'), ({ buffers }) => buffers.client.grantedBytes],
  [named('sent'), ({ ledger }) => ledger.sent],
  [named('served'), ({ ledger }) => ledger.served],
  [named('replied'), ({ ledger }) => ledger.replied],
  [named('returned'), ({ ledger }) => ledger.returned],
  [named('lostRequests'), ({ ledger }) => ledger.lostRequests],
  [named('lostReplies'), ({ ledger }) => ledger.lostReplies],
  [named('unsent'), ({ ledger }) => ledger.unsent],
  [named('duplicated'), ({ ledger }) => ledger.duplicated],
  [named('reordered'), ({ ledger }) => ledger.reordered],
  [named('firstLost'), ({ ledger }) => ledger.firstLost, 'none'],
  [named('predictedFirstLost'), ({ prediction }) => prediction.firstLost, 'none'],
  [named('lossRatio'), ({ ledger }) => Number((100 * ledger.lossRatio).toFixed(3))],
  [named('kernelDropsAtServer'), ({ kernelDrops }) => kernelDrops.server],
  [named('kernelDropsAtClient'), ({ kernelDrops }) => kernelDrops.client],
  [named('elapsedMs'), ({ elapsedMs }) => Math.round(elapsedMs)]
]

export function figureRows(runs: readonly KeptRunSummary[]): FigureRow[] {
  const rows = (part: FigureRow['part'], readers: readonly Reader[]): FigureRow[] =>
    readers.map(([name, read, none = 'unknown']) => {
      const cells = runs.map((run) => {
        const outcome = outcomeIn(run.outcome)
        return outcome ? read(outcome, run) : null
      })
      return { part, name, cells, none, differs: cells.some((cell) => cell !== cells[0]) }
    })
  return [...rows('Parameters', parameters), ...rows('Measured', measured)]
}

const grouped = (value: number | null, none: string): string => (value === null ? none : figure(value, 3))

/** A run's settings in one line. */
export function settingsWords({
  count,
  serverBuffer,
  clientBuffer,
  serviceUs,
  rate,
  payloadBytes,
  clientReads,
  queue
}: LossParameters): string {
  const words = [
    `${grouped(count, '')} numbers`,
    rate === 0 ? 'as fast as possible' : `${grouped(rate, '')}/s`,
    `server buffer ${grouped(serverBuffer, 'default')}`,
    `client buffer ${grouped(clientBuffer, 'default')}`,
    `service ${serviceUs} µs`,
    ...(payloadBytes === null ? [] : [`payload ${payloadBytes} bytes`]),
    `reads ${clientReads} sending`,
    ...(queue === 'emulated' ? ['emulated queue'] : [])
  ]
  return words.join(', ')
}

/** One row a figure, one column a run. */
export function figuresCsv(runs: readonly OverlaidRun[]): string {
  const rows = figureRows(runs.map(({ run }) => run))
  return csvText(
    ['part', 'figure', ...runs.map(({ letter, run }) => `${letter}: ${run.name}`)],
    rows.map(({ part, name, cells }) => [part, name, ...cells])
  )
}
