/** Panes of tasks that a student's program may have: which of them cannot run side by side. */
import { type Assignment, exerciseAssignment } from './assignment'
import { roleOf, type RoleName } from './roles'

export interface StartedInPane {
  /** Other programs of the student's that were stopped: they had the same port. */
  stopped: readonly string[]
}

/** Ports that a check of this program needs. */
export function portsOfCheck(name: RoleName, assignment: Assignment): readonly number[] {
  const role = roleOf(name)
  return role.side === 'server' ? [role.port(assignment)] : role.servers(assignment).map(({ port }) => port)
}

/** Where the exercise has this server; null: it is a client. */
export function portOfPane(pane: RoleName): number | null {
  const role = roleOf(pane)
  return role.side === 'server' ? role.port(exerciseAssignment) : null
}
