/** The report's own words, which all its documents share. */
import { figure } from '#shared/text'
import type { MachineFacts } from '../kept/kept-run'
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
  return `… ${figure(count)} lines are left out here …`
}

/** Said once for each run: its id and the hash of its events, whole. */
export function fullStampText({ stamp }: Pick<ReportRun, 'stamp'>): string {
  return `Run ${stamp.runId} · SHA-256 of its events ${stamp.hash}`
}

/** Beside each picture and table of a run: the beginning of both. */
export function stampText({ stamp }: Pick<ReportRun, 'stamp'>): string {
  return `Run ${stamp.runId.slice(0, 8)} · events ${stamp.hash.slice(0, 16)}`
}

export const codeNote =
  'The exercise’s program. The app’s own endpoints make the same calls in the same order, on real sockets; the program itself was not run.'
export const runsNote =
  'The hash is the SHA-256 of all events of a run: it changes when any one of them does. Pictures and tables above give the beginning of both. The command “lab verify” computes hash and figures anew from the report file (.udplab).'

const optional = (label: string, value: string | null): [string, string][] => (value ? [[label, value]] : [])
const processorText = ({ processor, processorCount: count }: MachineFacts): string | null =>
  count === undefined ? processor || null : `${count} × ${processor || 'not named'}`
const bytes = (value: number | null): string | null => (value === null ? null : `${figure(value)} bytes`)

/** Facts of each machine that measured, each machine once: label and value. */
export function machineRows(report: Report): [string, string][][] {
  const tables = new Map<string, [string, string][]>()
  for (const { machine } of runsOf(report)) {
    const { versions } = machine
    const rows: [string, string][] = [
      ['System and kernel', [machine.platform, machine.release].filter(Boolean).join(' ')],
      ...optional('Processor', processorText(machine)),
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
