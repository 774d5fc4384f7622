/** The part of a `.udplab` file that makes it a report to hand in: who, which figures of which runs, and the answers. */
import * as v from 'valibot'
import { dictionary, list, text } from '../bounded'

export const dateLengthMaximum = 40
/** UUIDs, as runs are named everywhere. */
export const runIdSchema = v.pipe(text(36), v.regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/))

export const runFileReportSchema = v.strictObject({
  title: text(200),
  student: v.strictObject({
    name: text(200),
    registration: text(200),
    course: text(200),
    date: text(dateLengthMaximum)
  }),
  /** The runs whose figures it prints, each with the SHA-256 of its events when the report was made. */
  runs: v.optional(
    list(v.strictObject({ id: runIdSchema, hash: v.pipe(text(64), v.regex(/^[0-9a-f]{64}$/)) }), 10_000),
    []
  ),
  /** Names are those of run-figures.ts and of the tasks' figures; one of another name is told as one that cannot be checked. */
  figures: list(
    v.strictObject({
      runId: runIdSchema,
      name: text(80),
      value: v.nullable(v.pipe(v.number(), v.finite()))
    }),
    10_000
  ),
  /** The student's answers, each under the id of its question. */
  answers: dictionary(text(120), text(20_000), 500)
})

export type RunFileReport = v.InferOutput<typeof runFileReportSchema>
