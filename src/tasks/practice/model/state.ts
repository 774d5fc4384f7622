/** What the tab shows of the student's program: told by the lab, whole, whenever it changed. */
import type { Fault } from '#shared/fault'
import type { CheckOutcome } from './outcome'
import type { Ended, SocketFact } from './record'
import type { RoleName } from './roles'
import type { SearchPhase } from './search'
import type { TraceEntry } from './trace'

export interface ChosenProgram {
  name: string
  folder: string
}

export type ProgramPhase =
  | { phase: 'idle' }
  | { phase: 'compiling' }
  | { phase: 'not-compiled'; said: string }
  /** `words`: the command as it was started. */
  | { phase: 'running'; words: readonly string[]; environment: Readonly<Record<string, string>> }
  | { phase: 'ended'; ended: Ended; cut: boolean }

export type CheckPhase =
  | { phase: 'none' }
  | { phase: 'checking'; role: RoleName }
  | { phase: 'checked'; outcome: CheckOutcome; times: number }
  | { phase: 'failed'; fault: Fault }

export interface PracticeState {
  chosen: ChosenProgram | null
  program: ProgramPhase
  /** Which run of it; its output belongs to one. */
  run: number
  /** False: pipes, and what it prints may wait in its buffers. */
  inTerminal: boolean
  waitsForInput: boolean
  /** Null: the system does not tell, or it does not run. */
  sockets: readonly SocketFact[] | null
  check: CheckPhase
  search: SearchPhase
  /** What was saved is run again, or checked again. */
  watching: boolean
}

export const nothingChosen: PracticeState = {
  chosen: null,
  program: { phase: 'idle' },
  run: 0,
  inTerminal: true,
  waitsForInput: false,
  sockets: null,
  check: { phase: 'none' },
  search: { phase: 'none' },
  watching: true
}

/** What the tab is told: the state, or what the program printed since. */
export type PracticeNews =
  | { state: PracticeState }
  | { run: number; printed: string }
  | { run: number; traced: readonly TraceEntry[] }
  | { run: number; text: string | null }

/** For a window that joins. */
export interface PracticeJoined {
  state: PracticeState
  printed: string
  /** The program's own text. */
  text: string | null
}
