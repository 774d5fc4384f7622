/** Panes of tasks that a student's program may have: which of them cannot run side by side. */
import { exerciseAssignment } from './assignment'
import { roleOf, type RoleName } from './roles'

export interface StartedInPane {
  /** Other programs of the student's that were stopped: they had the same port. */
  stopped: readonly string[]
}

/** Where the exercise has this server; null: it is a client. */
export function portOfPane(pane: RoleName): number | null {
  const role = roleOf(pane)
  return role.side === 'server' ? role.port(exerciseAssignment) : null
}
