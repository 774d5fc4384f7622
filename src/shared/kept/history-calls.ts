/** The calls of the history: part of the contract (contract.ts), in a file of their own. */
import * as v from 'valibot'
import { list, text, whole } from '../bounded'
import { call, type InputOf } from '../calls'
import type { KeptRun, KeptRunSummary } from './kept-run'
import { runFileReportSchema, runIdSchema } from './run-file-report'
import { taskNameSchema } from '../task-name'

/** Bounds of what the window may ask. */
export const historyLimits = {
  nameLength: 120,
  pageRuns: 500,
  runs: 1_000_000,
  bytes: { minimum: 10_000_000, maximum: 100_000_000_000, standard: 500_000_000 }
} as const

/** Half a surrogate pair and NUL are no text for a database; both come from damaged input only. */
// eslint-disable-next-line no-control-regex -- finding control characters is what it is for
const plain = (text: string): boolean => !/[\u0000-\u001f\u007f\p{Surrogate}]/u.test(text)
const search = v.pipe(text(200), v.check(plain, 'plain text'))

/** A run's name as it may be written down. */
export const runNameSchema = v.pipe(
  // Spaces at its ends are cut off; a text of nothing but millions of them is not looked through.
  text(10 * historyLimits.nameLength),
  v.trim(),
  v.minLength(1),
  v.maxLength(historyLimits.nameLength),
  v.check(plain, 'plain text in one line')
)

const run = v.strictObject({ id: runIdSchema })

export interface HistoryList {
  /** The latest first. */
  runs: KeptRunSummary[]
  /** Runs that the search finds, on all pages. */
  total: number
  /** Bytes of all kept runs, whether found or not. */
  usedBytes: number
  limitBytes: number
  /** What the user must know, until dismissNotices. */
  notices: string[]
}

export const historyCalls = {
  listRuns: call<HistoryList>()(
    v.strictObject({
      search: v.optional(search),
      /** Runs of this task only. */
      task: v.optional(taskNameSchema),
      limit: whole(1, historyLimits.pageRuns),
      offset: whole(0, historyLimits.runs)
    })
  ),
  openRun: call<KeptRun>()(run, { atOnce: 4 }),
  renameRun: call<void>()(v.strictObject({ id: runIdSchema, name: runNameSchema })),
  /** Can be undone by restoreRun until the app ends. */
  deleteRun: call<void>()(run),
  restoreRun: call<void>()(run),
  setHistoryLimit: call<void>()(
    v.strictObject({ limitBytes: whole(historyLimits.bytes.minimum, historyLimits.bytes.maximum) })
  ),
  /** Null when the user cancelled the dialog. `leftOut`: runs that were made by a newer version. */
  exportRuns: call<{ path: string; leftOut: number } | null>()(
    v.strictObject({
      ids: v.union([v.pipe(list(runIdSchema, 10_000), v.minLength(1)), v.literal('all')]),
      /** Makes the file a report that `lab verify` checks. */
      report: v.optional(runFileReportSchema)
    }),
    { atOnce: 2 }
  ),
  /** Null when the user cancelled the dialog. `known`: runs that were in the history already; `leftOut`: made by a newer version, absent for none. */
  importRuns: call<{ imported: number; known: number; leftOut?: number } | null>()(v.undefined(), {
    atOnce: 2
  }),
  /** The notices were read: they are not told again. */
  dismissNotices: call<void>()(v.undefined())
} as const

export type HistoryCalls = typeof historyCalls
export type HistoryCallInputs = { [K in keyof HistoryCalls]: InputOf<HistoryCalls[K]> }
