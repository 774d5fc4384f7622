/** Own checks of a client: the app's servers answer it in one of the ways that the app's own checks know. */
import { encodeText } from '#shared/events/payload'
import type { Assignment } from '../assignment'
import { notPassed, passed, type Verdict } from '../check'
import type { ClientCheck } from '../checks/client-start'
import { endedInWords } from '../endings'
import type { ClientRecord } from '../record'
import type { ClientRole } from '../roles'
import { judgePrinted, withoutJudge } from './common'
import { cameInstead, wantedOf } from './expectation'
import type { OwnCheck, OwnChecks } from './own-checks'

/** By server: the first that is expected is the first that came to it. */
function judgeSent(
  check: OwnCheck,
  { received, program }: ClientRecord,
  role: ClientRole,
  assignment: Assignment,
  file: string
): Verdict | null {
  const taken = new Map<number, number>()
  for (const { server, expect } of check.sends ?? []) {
    const index = taken.get(server) ?? 0
    taken.set(server, index + 1)
    const wanted = wantedOf(expect, () => encodeText(role.sends(assignment)[index] ?? ''))
    if (!wanted) continue
    const where = role.servers(assignment).length > 1 ? ` to server ${server}` : ''
    const expected = `Datagram ${index + 1}${where}: ${wanted.words}.`
    const came = received.filter((each) => each.server === server)[index]
    if (!came)
      return notPassed(expected, program.ended ? endedInWords(program, file) : 'No such datagram came.')
    if (wanted.fits(came.payload)) continue
    const { seen, because } = cameInstead(came.payload, wanted)
    return notPassed(expected, seen, { because })
  }
  return null
}

export const ownClientChecks = (
  { checks }: OwnChecks,
  role: ClientRole,
  file: string
): readonly ClientCheck[] =>
  checks.map((check) => ({
    ...withoutJudge(check),
    judge: async (scenes, assignment) => {
      const record = await scenes(check.scene ?? 'answers')
      return (
        judgeSent(check, record, role, assignment, file) ??
        judgePrinted(check, record.program) ??
        passed('All was sent and printed as expected.')
      )
    }
  }))
