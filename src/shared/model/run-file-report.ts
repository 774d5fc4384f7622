/** The part of a `.udplab` file that makes it a report to hand in: who, which figures of which runs, and the answers. */
import * as v from 'valibot'

const text = (maximum: number) => v.pipe(v.string(), v.maxLength(maximum))
export const dateLengthMaximum = 40
/** UUIDs, as runs are named everywhere. */
export const runIdSchema = v.pipe(v.string(), v.regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/))

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
    v.pipe(
      v.array(v.strictObject({ id: runIdSchema, hash: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)) })),
      v.maxLength(10_000)
    ),
    []
  ),
  /** Names are those of shared/model/run-figures.ts; a figure of another name is told as one that cannot be checked. */
  figures: v.pipe(
    v.array(
      v.strictObject({
        runId: runIdSchema,
        name: text(80),
        value: v.nullable(v.pipe(v.number(), v.finite()))
      })
    ),
    v.maxLength(10_000)
  ),
  /** The student's answers, each under the id of its question. */
  answers: v.record(text(120), text(20_000))
})

export type RunFileReport = v.InferOutput<typeof runFileReportSchema>
