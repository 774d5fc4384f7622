/** The student's own programs in panes of tasks: what a pane may ask of the one task that runs them, and that no other task knows. */
import type { Component } from 'svelte'
import type { Fault } from '#shared/fault'
import type { Datagram } from '#shared/events/datagrams'
import type { Moment } from '#shared/events/moment'
import type { OutsideTitle } from '#shared/ladder/ladder-lanes'
import type { DatagramNote } from '#shared/ladder/ladder-words'
import type { RoleColour } from '#shared/events/role-colour'

/** A pane whose program a student may have written. */
export interface StudentPane {
  /** The exercise's program that it stands for: `task1-server`. */
  role: string
  /** What stops the app's own server that prints here; without it: none does. */
  stopOwn?: () => Promise<void>
}

export interface StudentPaneProps {
  /** Those that the component belongs to. */
  programs: StudentPrograms
  role: string
  /** What the program stands for, in words: `server 1`. */
  name: string
  colour: RoleColour
  /** The student put it there just now: the keyboard is there too. */
  isNew: boolean
  /** Makes room for the program; resolves with what was stopped, in words, or null. */
  makeRoom: () => Promise<string | null>
  oncopy: (text: string, what: string) => void
  onsave: (suggestedName: string, text: string) => void
  /** The pane is the app's own again. */
  onleave: () => void
}

/** A program that is not ours, as far as it is known. */
export interface OutsideProgram {
  titleOf: OutsideTitle
  noteOf: (datagram: Datagram) => DatagramNote | null
}

/** What is known of the student's programs among the datagrams of a task. */
export interface KnownPrograms {
  /** Another one whenever more is known. */
  outside: OutsideProgram
  /** Which line of a program sent what a line of a log tells; undefined: of none it is known. */
  tagOf: ((moment: Moment) => string | null) | undefined
  /** Called in an effect, whenever the session has grown. */
  follow: () => void
}

export interface StudentPrograms {
  knownIn: (task: string) => KnownPrograms | null
  /** A program of the student's has the pane of this role. */
  holds: (role: string) => boolean
  runs: (role: string) => boolean
  /** One has a pane of this task. */
  holdsIn: (task: string) => boolean
  /** Empties their screens there; what runs keeps running. */
  emptyIn: (task: string) => Promise<void>
  /** Where the exercise has the server of this role; null: it is a client. */
  portOf: (role: string) => number | null
  /**
   * A file that the student picks, or has dropped, gets the pane and runs. Null: so it did, or they changed their mind.
   * @param makeRoom called when the file is known, before it runs
   */
  put: (role: string, dropped: File | null, makeRoom: () => Promise<string | null>) => Promise<Fault | null>
  /** What is drawn in the pane then. */
  load: () => Promise<{ default: Component<StudentPaneProps> }>
}
