/** The figures of the runs side by side: runs that have the same figures in one table, a column a run. */
import type { Numbering } from './numbering'
import { type Report, type ReportRun, runsOf } from './report'

export interface CompareColumn {
  /** `Run 5` */
  title: string
  runId: string
  isEmulated: boolean
}

export interface CompareRow {
  label: string
  unit: string
  /** One of each column; empty: the run has no such figure. */
  values: string[]
}

export interface CompareTable {
  columns: CompareColumn[]
  rows: CompareRow[]
}

/** More columns would be too narrow for their figures. */
const columnsMaximum = 6

/** Of a run with an outcome of its own and of one without, few labels are the same. */
const sharesFigures = (one: ReportRun, other: ReportRun): boolean => {
  const names = new Set(one.figures.map(({ name }) => name))
  return other.figures.filter(({ name }) => names.has(name)).length > other.figures.length / 2
}

function tableOf(runs: readonly ReportRun[], numbering: Numbering): CompareTable {
  const figures = new Map(runs.flatMap((run) => run.figures.map((figure) => [figure.name, figure] as const)))
  const rows = [...figures.values()].map(({ name, label, unit }) => {
    const own = runs.map((run) => run.figures.find((figure) => figure.name === name))
    const anyUnit = own.map((figure) => figure?.unit ?? '').find((text) => text !== '')
    return { label, unit: anyUnit ?? unit, values: own.map((figure) => figure?.text ?? '') }
  })
  const columns = runs.map(({ stamp: { runId }, isEmulated }) => ({
    title: `Run ${numbering.runOf(runId)}`,
    runId,
    isEmulated
  }))
  return { columns, rows }
}

export function compareTables(report: Report, numbering: Numbering): CompareTable[] {
  const groups: ReportRun[][] = []
  for (const run of runsOf(report)) {
    if (run.figures.length === 0) continue
    const group = groups.findLast(([first]) => first && sharesFigures(first, run))
    if (group) group.push(run)
    else groups.push([run])
  }
  return groups
    .flatMap((runs) => {
      const tables = Math.ceil(runs.length / columnsMaximum)
      const each = Math.ceil(runs.length / tables)
      return Array.from({ length: tables }, (_, index) => runs.slice(index * each, (index + 1) * each))
    })
    .map((runs) => tableOf(runs, numbering))
}
