/** The student's own programs in panes of tasks: what a pane may ask of the one task that runs them, and that no other task knows. */
import type { Component } from 'svelte'
import type { Fault } from '#shared/fault'
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
  /** The pane is the app's own again. */
  onleave: () => void
}

export interface StudentPrograms {
  /** A program of the student's has the pane of this role. */
  holds: (role: string) => boolean
  runs: (role: string) => boolean
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
