/** Own checks of a server: each is a script for a fresh run of the program. */
import { encodeText } from '#shared/events/payload'
import type { Assignment } from '../assignment'
import { notPassed, passed, type Verdict } from '../check'
import type { ServerCheck } from '../checks/server-start'
import { fromHex, type Script } from '../counter-example'
import { type Arrow, type Divergence, shownText } from '../divergence'
import { endedInWords, meaning } from '../endings'
import type { ServerRecord, Step } from '../record'
import type { ServerRole } from '../roles'
import { judgePrinted, withoutJudge } from './common'
import { cameInstead, wantedOf } from './expectation'
import { type OwnCheck, type OwnChecks, type OwnStep, ownLimits } from './own-checks'

/** Sends a script to a new run of the program; `goesOn` says after each step whether the rest is sent. */
export type PlayOwn = (
  script: Script,
  goesOn: (step: Step, steps: number) => boolean
) => Promise<ServerRecord>

export interface OwnServer {
  role: ServerRole
  /** The student's file, as tracebacks name it. */
  file: string
  play: PlayOwn
}

function payloadOf(
  { text, hex, request }: OwnStep['send'],
  role: ServerRole,
  assignment: Assignment
): Uint8Array {
  if (text !== undefined) return encodeText(text)
  if (hex !== undefined) return fromHex(hex)
  const requests = role.requests(assignment)
  return encodeText(requests[(request ?? 1) - 1] ?? requests[0] ?? '')
}

interface Wrong {
  expected: string
  seen: string
  because?: string | undefined
}

/** What of a step is not as it should be; null: nothing. */
function wrongOf(own: OwnStep, step: Step, role: ServerRole, assignment: Assignment): Wrong | null {
  if (!own.expect) return null
  const wanted = wantedOf(own.expect, () => role.answer(step.payload, assignment))
  const sent = `"${shownText(step.payload)}" of client ${step.client}`
  const expected = `${wanted ? `One answer to ${sent}: ${wanted.words}` : `No answer to ${sent}`}.`
  const [stray] = step.strays
  if (stray)
    return { expected, seen: `An answer went to client ${stray.client}: "${shownText(stray.payload)}".` }
  const [answer] = step.answers
  if (!wanted) return answer ? { expected, seen: `An answer came: "${shownText(answer)}".` } : null
  if (!answer) return { expected, seen: 'No answer came in time.' }
  if (!wanted.fits(answer)) return { expected, ...cameInstead(answer, wanted) }
  return step.answers.length > 1 ? { expected, seen: `${step.answers.length} answers came.` } : null
}

/** The ladder up to the step that is wrong, beside the one that was expected. */
function divergenceAt(
  steps: readonly Step[],
  own: readonly OwnStep[],
  at: number,
  role: ServerRole,
  assignment: Assignment
): Divergence | null {
  const seen: Arrow[] = []
  const reference: Arrow[] = []
  for (const [index, step] of steps.slice(0, at + 1).entries()) {
    const client = `client ${step.client}`
    const request: Arrow = { from: client, to: 'server', text: shownText(step.payload) }
    const came = [
      ...step.answers.map((payload) => ({ to: client, payload })),
      ...step.strays.map(({ client: to, payload }) => ({ to: `client ${to}`, payload }))
    ]
    const arrows = came.map(({ to, payload }): Arrow => ({ from: 'server', to, text: shownText(payload) }))
    const answered = arrows.length > 0 ? arrows : [{ from: 'server', to: client, text: null }]
    seen.push(request, ...answered)
    if (index < at) {
      reference.push(request, ...answered)
      continue
    }
    const expect = own[index]?.expect
    const wanted = expect ? wantedOf(expect, () => role.answer(step.payload, assignment)) : null
    const text = wanted ? (wanted.exact ? shownText(wanted.exact) : wanted.words) : null
    reference.push(request, { from: 'server', to: client, text })
    // A second answer, where the first is right, is the first arrow that differs.
    const isRight = wanted !== null && step.answers[0] !== undefined && wanted.fits(step.answers[0])
    return { seen, reference, at: reference.length - 1 + (isRight ? 1 : 0) }
  }
  return null
}

async function judge(
  check: OwnCheck,
  { role, file, play }: OwnServer,
  assignment: Assignment
): Promise<Verdict> {
  const own = check.steps ?? []
  const script = own.map(({ client, send, withinMs }) => ({
    client,
    payload: payloadOf(send, role, assignment),
    waitMs: withinMs ?? ownLimits.stepMs.usual
  }))
  const wrongAt = (step: Step, index: number): Wrong | null => {
    const asked = own[index]
    return asked ? wrongOf(asked, step, role, assignment) : null
  }
  const { program, bound, steps } = await play(script, (step, count) => wrongAt(step, count - 1) === null)
  if (!bound)
    return notPassed(
      'A program that can be sent datagrams.',
      program.ended ? endedInWords(program, file) : `Port ${role.port(assignment)} is not bound.`
    )
  for (const [index, step] of steps.entries()) {
    const wrong = wrongAt(step, index)
    if (!wrong) continue
    const { expected, seen, because } = wrong
    const divergence = divergenceAt(steps, own, index, role, assignment)
    if (step.ended && step.answers.length === 0)
      return notPassed(expected, endedInWords(program, file), { because: meaning(program), divergence })
    return notPassed(expected, seen, { because, divergence })
  }
  if (steps.length < own.length)
    return notPassed('A program that runs to the last datagram.', endedInWords(program, file), {
      because: meaning(program)
    })
  const answered = own.length === 1 ? 'The datagram was' : 'All datagrams were'
  return judgePrinted(check, program) ?? passed(`${answered} answered as expected.`)
}

export const ownServerChecks = ({ checks }: OwnChecks, server: OwnServer): readonly ServerCheck[] =>
  checks.map((check) => ({
    ...withoutJudge(check),
    judge: (_scenes, assignment) => judge(check, server, assignment)
  }))
