/** What a server is asked, in this order. */
import type { ServerRole } from '../roles'
import { answerChecks } from './server-answers'
import { beyondChecks } from './server-beyond'
import { printChecks } from './server-prints'
import { type ServerCheck, startChecks } from './server-start'

/** What of the machine and of the file the checks have to know. */
export interface CheckedWhere {
  /** The student's file, as tracebacks name it. */
  file: string
  /** rmem_max (socket(7)); null: the system does not tell. */
  receiveBufferMost: number | null
}

export const serverChecks = (
  role: ServerRole,
  { file, receiveBufferMost }: CheckedWhere
): readonly ServerCheck[] => [
  ...startChecks(role, file),
  ...answerChecks(role, file),
  ...printChecks(role, receiveBufferMost),
  ...beyondChecks(file)
]
