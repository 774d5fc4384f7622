/** What the student typed and picked for the report, but for the answers (lessons/notebook.ts), as it is kept in a file. */
import * as v from 'valibot'
import { dictionary, list, text } from '../bounded'
import { dateLengthMaximum, runIdSchema } from '../kept/run-file-report'
import { isName } from '../newer'

export const draftLimits = { field: 120, picks: 12 } as const

/** Sections, parts and tasks that are not ours (of a later version) are kept, within bounds. */
const name = v.pipe(
  text(40),
  v.check((value: string) => isName(value), 'a name is expected')
)
const names = list(name, 100)
const field = text(draftLimits.field)

export const reportDraftVersion = 1

export const reportDraftSchema = v.strictObject({
  version: v.literal(reportDraftVersion),
  fields: v.strictObject({
    name: field,
    registrationNumber: field,
    course: field,
    /** Absent: today's. */
    date: v.optional(text(dateLengthMaximum))
  }),
  /** Sections in the order of the report; those that are not named come after them. */
  order: names,
  /** Sections that the report leaves out. */
  leftOut: names,
  /** Parts that every task's section leaves out. */
  partsLeftOut: names,
  /** Ids of runs, by task; a task that is not there has those that its questions are about. */
  picks: dictionary(name, list(runIdSchema, draftLimits.picks), 100)
})

/** As a file has it: what this version does not know of it is no part of the draft, and stays in the file. */
export const reportDraftFileSchema = v.object({
  ...reportDraftSchema.entries,
  fields: v.object(reportDraftSchema.entries.fields.entries)
})

export type KeptReportDraft = v.InferOutput<typeof reportDraftSchema>

export const emptyReportDraft: KeptReportDraft = {
  version: reportDraftVersion,
  fields: { name: '', registrationNumber: '', course: '' },
  order: [],
  leftOut: [],
  partsLeftOut: [],
  picks: {}
}
