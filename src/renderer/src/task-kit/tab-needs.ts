/** What a tab gets from the window. */
import type { Lab } from '../lab'
import type { Sessions } from '../sessions.svelte'
import type { Shell } from '../shell.svelte'
import type { StudentPrograms } from './student-programs'

export interface TabNeeds {
  lab: Lab
  sessions: Sessions
  shell: Shell
  /** Filled in when all tabs are open. */
  students?: { programs: StudentPrograms | null }
}
