/** What a client is asked, in this order. */
import type { ClientRole } from '../roles'
import { readChecks } from './client-prints'
import { sendChecks } from './client-sends'
import type { ClientCheck } from './client-start'

export const clientChecks = (role: ClientRole, file: string): readonly ClientCheck[] => [
  ...sendChecks(role, file),
  ...readChecks(role, file)
]
