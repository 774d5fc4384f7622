/** The report's own words, which all its documents share. */
import type { Report, ReportRun } from './report'
import { runsOf } from './report'

export const reportTitle = 'UDP socket programming: lab report'

export const notGiven = 'not given'
export const notAnswered = 'Not answered.'
export const noRun = 'No run was picked for this task.'

/** UTC, because the reader may be elsewhere: `2026-11-24 21:33:31 UTC`. */
export function momentText(epochMs: number): string {
  const date = new Date(epochMs)
  if (Number.isNaN(date.getTime())) return 'not known'
  return `${date.toISOString().slice(0, 19).replace('T', ' ')} UTC`
}

export function cutText(count: number): string {
  return `… ${count.toLocaleString('en-US')} lines are left out here …`
}

export function stampText({ stamp }: Pick<ReportRun, 'stamp'>): string {
  return `Run ${stamp.runId} · SHA-256 ${stamp.hash}`
}

const optional = (label: string, value: string | null): [string, string][] => (value ? [[label, value]] : [])
const bytes = (value: number | null): string | null =>
  value === null ? null : `${value.toLocaleString('en-US')} bytes`

/** Facts of each machine that measured, each machine once: label and value. */
export function machineRows(report: Report): [string, string][][] {
  const tables = new Map<string, [string, string][]>()
  for (const { machine } of runsOf(report)) {
    const { versions } = machine
    const rows: [string, string][] = [
      ['System', [machine.platform, machine.release].filter(Boolean).join(' ')],
      ...optional('Processor', machine.processor),
      ['UDP Lab', versions.app],
      ...optional('Electron', versions.electron),
      ['Node', versions.node],
      ['Sockets by', machine.engine === 'system' ? 'the system’s own calls' : 'Node’s dgram module'],
      ...optional('Receive buffer by default', bytes(machine.receiveBufferDefaultBytes)),
      ...optional('Most that SO_RCVBUF may ask for', bytes(machine.receiveBufferMaximumBytes))
    ]
    tables.set(JSON.stringify(rows), rows)
  }
  return [...tables.values()]
}
