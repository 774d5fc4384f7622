/** What is shown of a student's program, in the tab and in panes of tasks: told by the lab, whole, whenever it changed. */
import type { Fault } from '#shared/fault'
import type { CheckOutcome } from './outcome'
import type { Ended, SocketFact } from './record'
import type { RoleName } from './roles'
import type { RunTrace } from './run-trace'
import type { SearchPhase } from './search'
import type { Told } from './trace'

export interface ChosenProgram {
  name: string
  folder: string
}

export type ProgramPhase =
  | { phase: 'idle' }
  | { phase: 'compiling' }
  | { phase: 'not-compiled'; said: string }
  | { phase: 'running' }
  | { phase: 'ended'; ended: Ended; cut: boolean }

export type CheckPhase =
  | { phase: 'none' }
  | { phase: 'checking'; role: RoleName }
  | { phase: 'checked'; outcome: CheckOutcome; times: number }
  | { phase: 'failed'; fault: Fault }

/** With what a run was started: the command, and all that stands in its environment. */
export interface Started {
  words: readonly string[]
  environment: Readonly<Record<string, string>>
}

export interface ProgramState {
  chosen: ChosenProgram | null
  /** The program that runs it, where the student chose one; null: the usual one of its ending. */
  interpreter: string | null
  program: ProgramPhase
  /** Of the last run; null: there was none. */
  started: Started | null
  /** Which run of it; its output belongs to one. */
  run: number
  /** False: pipes, and what it prints may wait in its buffers. */
  inTerminal: boolean
  /** Its sockets were looked at since it runs. */
  looked: boolean
  waitsForInput: boolean
  /** Null: the system does not tell, or nobody has looked yet. */
  sockets: readonly SocketFact[] | null
}

export interface PracticeState extends ProgramState {
  check: CheckPhase
  search: SearchPhase
  /** What was saved is run again, or checked again. */
  watching: boolean
}

export const noProgram: ProgramState = {
  chosen: null,
  interpreter: null,
  program: { phase: 'idle' },
  started: null,
  run: 0,
  inTerminal: true,
  looked: false,
  waitsForInput: false,
  sockets: null
}

export const nothingChosen: PracticeState = {
  ...noProgram,
  check: { phase: 'none' },
  search: { phase: 'none' },
  watching: true
}

/** What the pane of a role is told; null: its program has left it. */
export type PaneNews =
  | { pane: RoleName; state: ProgramState | null }
  | { pane: RoleName; run: number; printed: string }
  | { pane: RoleName; run: number; traced: Told }

/** What the tab is told: the state, or what the program printed since. */
export type PracticeNews =
  | PaneNews
  | { state: PracticeState }
  | { run: number; printed: string }
  | { run: number; traced: Told }
  | { run: number; text: string | null }
  /** Programs in panes of tasks that were stopped for a check: they had its port. */
  | { stopped: readonly RoleName[] }

/** For a window that joins. */
export interface PracticeJoined {
  state: PracticeState
  printed: string
  /** What its tracer told of the last runs. */
  traces: readonly RunTrace[]
  /** The program's own text. */
  text: string | null
  /** Programs in panes of tasks. */
  panes: readonly {
    pane: RoleName
    state: ProgramState
    printed: string
    traces: readonly RunTrace[]
  }[]
}
