/** The search for a counter-example, as the tab shows it: what goes on, what was found, and what a replay showed since. */
import type { Fault } from '#shared/fault'
import { assignmentOf } from './assignment'
import { type CounterExample, stepsOf, type Wrong } from './counter-example'
import { shownText } from './divergence'
import { roleOf } from './roles'

export const seedMaximum = 0xffff_ffff

/** First all datagrams are sent; once a difference shows, fewer and shorter ones are tried. */
export type SearchProgress =
  { stage: 'sending'; sent: number; of: number } | { stage: 'shortening'; datagrams: number; runs: number }

export type ReplayPhase =
  | { phase: 'none' }
  | { phase: 'replaying' }
  /** `wrong`: null where every datagram was answered as the exercise's server answers it. */
  | { phase: 'replayed'; wrong: Wrong | null; times: number }
  | { phase: 'failed'; fault: Fault }

export type SearchPhase =
  | { phase: 'none' }
  | { phase: 'searching'; seed: number; progress: SearchProgress }
  | { phase: 'nothing'; seed: number; datagrams: number }
  /** `isShortest`: every script that is one step smaller was tried, and showed nothing. */
  | { phase: 'found'; example: CounterExample; isShortest: boolean; replay: ReplayPhase }
  | { phase: 'failed'; fault: Fault }

/** A datagram of the script, and what came of it. */
export interface ScriptRow {
  client: number
  sent: string
  expected: string
  /** Null: after the first difference nothing is judged. */
  seen: string | null
  differs: boolean
}

const quoted = (payload: Uint8Array): string => `"${shownText(payload)}"`

/** @param wrong where a run of the script differed first; null: nowhere */
export function scriptRows(example: CounterExample, wrong: Wrong | null): ScriptRow[] {
  const role = roleOf(example.role)
  if (role.side !== 'server') return []
  const assignment = assignmentOf(example.variant)
  return stepsOf(example).map(({ client, payload }, index) => {
    const expected = quoted(role.answer(payload, assignment))
    const differs = index === wrong?.at
    const isJudged = wrong === null || index < wrong.at
    return {
      client,
      sent: quoted(payload),
      expected,
      seen: differs ? wrong.seen : isJudged ? expected : null,
      differs
    }
  })
}

/** What the search itself saw: a script ends with the step at which the difference shows. */
export const foundWrong = ({ steps, expected, seen }: CounterExample): Wrong => ({
  at: steps.length - 1,
  expected,
  seen
})
