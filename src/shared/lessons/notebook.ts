/** What the student did and wrote, as it is kept in a file: small, plain, and checked when it is read. */
import * as v from 'valibot'
import { dictionary, list, text as boundedText } from '../bounded'

/** Of one answer, in UTF-16 units: some pages. */
export const answerMaximum = 20_000
/** Ids that are not ours (of a later version) are kept, within bounds. */
const id = v.pipe(boundedText(64), v.regex(/^[\w/.-]{1,64}$/))
const entriesMaximum = 500
const timeEpochMs = v.pipe(v.number(), v.finite(), v.minValue(0))
const text = boundedText(answerMaximum)

const answerSchema = v.strictObject({
  text,
  answeredAtEpochMs: timeEpochMs,
  /** What the runs of that moment said to it. */
  evidence: list(boundedText(2000), 20)
})

/** Tasks that are not known stay, too. */
const tasksMaximum = 100
export const notebookVersion = 1

export const notebookSchema = v.strictObject({
  version: v.literal(notebookVersion),
  /** When each step was done, ms since the Unix epoch. */
  done: dictionary(id, timeEpochMs, entriesMaximum),
  /** The step that each task's walkthrough shows. */
  current: dictionary(id, id, tasksMaximum),
  /** Whether each task's walkthrough is shown; absent: as the window has room. */
  shown: dictionary(id, v.boolean(), tasksMaximum),
  answers: dictionary(id, answerSchema, entriesMaximum),
  /** What was typed and not yet given as an answer. */
  drafts: dictionary(id, text, entriesMaximum)
})

/** As a file has it: what this version does not know of it is no part of the notebook, and stays in the file. */
export const notebookFileSchema = v.object({
  ...notebookSchema.entries,
  answers: dictionary(id, v.object(answerSchema.entries), entriesMaximum)
})

export type Notebook = v.InferOutput<typeof notebookSchema>
export type KeptAnswer = v.InferOutput<typeof answerSchema>

export const emptyNotebook: Notebook = {
  version: 1,
  done: {},
  current: {},
  shown: {},
  answers: {},
  drafts: {}
}
