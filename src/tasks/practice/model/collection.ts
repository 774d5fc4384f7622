/** Our programs as students write them, right and wrong: what a check of each must come to. */
import * as v from 'valibot'
import { list, text } from '#shared/bounded'
import { type CheckOutcome, firstFailed } from './outcome'
import { roleNames } from './roles'

const words = text(2000)

/** Notes of one's own may stand beside these. */
const collected = v.object({
  /** Its name in the folder of the collection. */
  file: v.pipe(words, v.minLength(1)),
  role: v.picklist(roleNames),
  /** What is wrong of it, or what is unusual. */
  about: words,
  /** Every core check passes. */
  right: v.boolean(),
  /** The first core check that fails. */
  fails: v.optional(words),
  /** What the explanation must speak of. */
  says: v.optional(words),
  /** Checks beyond the exercise that it fails. */
  beyond: v.optional(list(words, 40))
})

export const collectionSchema = list(collected, 2000)

export type CollectedProgram = v.InferOutput<typeof collected>

/** What is wrong with the judgement; null: it is right. */
export function misjudged(program: CollectedProgram, outcome: CheckOutcome): string | null {
  const failed = firstFailed(outcome)
  if (program.right)
    return failed === null ? misjudgedBeyond(program, outcome) : `false alarm: ${failed.id}: ${failed.seen}`
  if (failed === null) return `not caught: ${program.about}`
  if (failed.id !== program.fails) return `found ${failed.id} instead of ${program.fails}: ${failed.seen}`
  const explanation = [failed.expected, failed.seen, ...failed.hints].join(' ').toLowerCase()
  const words = program.says?.toLowerCase() ?? ''
  return explanation.includes(words)
    ? null
    : `the explanation says nothing of "${program.says}": ${failed.seen}`
}

function misjudgedBeyond({ beyond }: CollectedProgram, { checks }: CheckOutcome): string | null {
  const missed = beyond?.find((id) => checks.find((check) => check.id === id)?.status === 'passed')
  return missed === undefined ? null : `passed beyond the exercise, and should not: ${missed}`
}
