/** The report's own words, which all its documents share. */
import { figure } from '#shared/text'
import type { MachineFacts } from '../kept/kept-run'
import { type CommonSectionName, type Report, type ReportRun, runsOf } from './report'

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
  return `… ${figure(count)} more lines …`
}

export const clientNote = '— the first client comes —'

/** Beside the figures of a run: the beginning of its id and of the hash of its events. */
export function stampText({ stamp, hasEvents }: Pick<ReportRun, 'stamp' | 'hasEvents'>): string {
  const events = hasEvents ? `events ${stamp.hash.slice(0, 16)}` : noEvents
  return `${stamp.runId.slice(0, 8)} · ${events}`
}

/** In place of a hash. */
export const noEvents = 'no events kept'

export const commonTitles: Record<CommonSectionName, string> = {
  compare: 'Runs compared',
  programs: 'Programs',
  machine: 'Machine and system',
  runs: 'Runs and their hashes'
}

/** Where runs are compared. */
export const noneToCompare =
  'No run of this report has figures to set side by side. Those of a series of runs stand in its own table.'
export const noFinding = 'No run in this report measured anything to state here.'
export const findingNote =
  'These sentences and figures are made from the runs of this report, and say only what the runs measured.'
export const compareNote =
  'Each column is one run, with the beginning of its id. The command “lab verify” computes these figures anew from the report file (.udplab).'
export const emulatedNote = 'emulated queue'
export const leadingNote = 'Its queue is Figure 1, on the first page.'
export const terminalsNote = 'That file also has every line of every terminal.'

export const codeNote =
  'The exercise’s programs. The programs themselves were not run: the app’s own endpoints do what they do, on real sockets. They differ in two ways. The app’s clients also call bind(), and one call may send or receive several datagrams (sendmmsg(), recvmmsg()).'
export const runsNote =
  'The hash is the SHA-256 of all events of a run: it changes when any one of them does. The command “lab verify” computes hash and figures anew from the report file (.udplab).'

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
