/** The parameters and measured figures of several runs side by side, and which of them differ. */
import { figure } from '#shared/text'
import { type CsvCell, csvText } from '#shared/model/csv'
import type { KeptRunSummary } from '#shared/model/kept-run'
import type { Task4Outcome, Task4Parameters } from '#shared/tasks/task4'
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

type Reader = [name: string, read: (outcome: Task4Outcome, run: KeptRunSummary) => CsvCell, none?: string]

const parameter =
  <K extends keyof Task4Parameters>(name: K) =>
  ({ parameters }: Task4Outcome): Task4Parameters[K] =>
    parameters[name]

const parameters: readonly Reader[] = [
  ['Count [numbers]', parameter('count')],
  ['Server receive buffer [bytes]', parameter('serverBuffer'), 'default'],
  ['Client receive buffer [bytes]', parameter('clientBuffer'), 'default'],
  ['Service time [µs]', parameter('serviceUs')],
  ['Rate [datagrams/s], 0: as fast as it can', parameter('rate')],
  ['Payload size [bytes]', parameter('payloadBytes'), 'as number'],
  ['Client reads … sending', parameter('clientReads')],
  ['Server’s queue', parameter('queue')]
]

const measured: readonly Reader[] = [
  ['Server buffer granted [bytes]', ({ buffers }) => buffers.server.grantedBytes],
  ['Client buffer granted [bytes]', ({ buffers }) => buffers.client.grantedBytes],
  ['Sent', ({ ledger }) => ledger.sent],
  ['Served', ({ ledger }) => ledger.served],
  ['Replied', ({ ledger }) => ledger.replied],
  ['Returned', ({ ledger }) => ledger.returned],
  ['Lost requests', ({ ledger }) => ledger.lostRequests],
  ['Lost replies', ({ ledger }) => ledger.lostReplies],
  ['Unsent', ({ ledger }) => ledger.unsent],
  ['Duplicated', ({ ledger }) => ledger.duplicated],
  ['Reordered', ({ ledger }) => ledger.reordered],
  ['First lost [number]', ({ ledger }) => ledger.firstLost, 'none'],
  ['First lost, by the model [number]', ({ prediction }) => prediction.firstLost, 'none'],
  ['Lost of sent [%]', ({ ledger }) => Number((100 * ledger.lossRatio).toFixed(3))],
  ['Kernel drops at the server', ({ kernelDrops }) => kernelDrops.server],
  ['Kernel drops at the client', ({ kernelDrops }) => kernelDrops.client],
  ['Elapsed [ms]', ({ elapsedMs }) => Math.round(elapsedMs)]
]

export function figureRows(runs: readonly KeptRunSummary[]): FigureRow[] {
  const rows = (part: FigureRow['part'], readers: readonly Reader[]): FigureRow[] =>
    readers.map(([name, read, none = 'unknown']) => {
      const cells = runs.map((run) => (run.outcome ? read(run.outcome, run) : null))
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
}: Task4Parameters): string {
  const words = [
    `${grouped(count, '')} numbers`,
    rate === 0 ? 'as fast as it can' : `${grouped(rate, '')}/s`,
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
