/** What a call carries, checked before any work: first how much it is, then its shape, up to the first thing that is off. */
import * as v from 'valibot'
import { firstIssueOnly } from '#shared/bounded'
import type { Calls, InputOf } from '#shared/calls'
import { failure, type Result, success } from '#shared/fault'
import { refuseLarge } from '#shared/input-size'

const pathMaximum = 100
const messageMaximum = 300

/** What was received is part of an issue's message, however long it is. */
export const cut = (words: string, maximum: number): string =>
  words.length > maximum ? `${words.slice(0, maximum)}…` : words

/** Where the input is off, in words: `count: Invalid value …`. */
function describeIssue(issue: v.BaseIssue<unknown>): string {
  const path = v.getDotPath(issue)
  const message = cut(issue.message, messageMaximum)
  return path ? `${cut(path, pathMaximum)}: ${message}` : message
}

export function checkInput<C extends Calls[string]>(call: C, input: unknown): Result<InputOf<C>> {
  const tooLarge = refuseLarge(input)
  if (tooLarge) return tooLarge
  const parsed = v.safeParse(call.input, input, firstIssueOnly)
  if (parsed.success) return success(parsed.output as InputOf<C>)
  return failure('input/invalid', `That value is not allowed. ${describeIssue(parsed.issues[0])}.`, {
    advice: 'Correct it and try again.'
  })
}
