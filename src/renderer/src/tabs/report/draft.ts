/** What the student typed and picked for the report, but for the answers (lessons/answers.svelte.ts); kept across restarts. */
import * as v from 'valibot'
import { isObject, type JsonObject } from '#shared/kept-json'
import { dateLengthMaximum, runIdSchema } from '#shared/model/run-file-report'
import { isName } from '#shared/newer'
import { type ReportFields, type TaskPartName, taskPartNames } from '#shared/report/report'
import { describeTask, type TaskId, taskIds } from '#shared/tasks/catalogue'

export const sectionNames = [...taskIds, 'machine', 'runs'] as const
export type SectionName = (typeof sectionNames)[number]

export interface ReportDraft {
  fields: ReportFields
  /** All sections, in the order of the report. */
  order: SectionName[]
  /** Those that the report leaves out. */
  leftOut: SectionName[]
  /** Parts that every task's section leaves out. */
  partsLeftOut: TaskPartName[]
  /** Ids of runs; a task that is not there has its newest run. */
  picks: Partial<Record<TaskId, string[]>>
}

export const limits = { field: 120, picks: 12 } as const
/** Of each field, as the report file takes it. */
export const fieldLimit = (field: keyof ReportFields): number =>
  field === 'date' ? dateLengthMaximum : limits.field

const isTask = (name: SectionName): name is TaskId => (taskIds as readonly string[]).includes(name)

export const taskTitle = (task: TaskId): string =>
  `Task ${taskIds.indexOf(task) + 1}: ${describeTask(task).title}`

export function sectionTitle(name: SectionName): string {
  if (isTask(name)) return taskTitle(name)
  return name === 'machine' ? 'Machine and system' : 'Runs and their hashes'
}

const record = (value: unknown): JsonObject => (isObject(value) ? value : {})
const text = (value: unknown, maximum: number): string =>
  typeof value === 'string' ? value.slice(0, maximum) : ''
const known = <T extends string>(value: unknown, names: readonly T[]): T[] =>
  Array.isArray(value) ? names.filter((name) => value.includes(name)) : []

function orderOf(value: unknown): SectionName[] {
  const named = (Array.isArray(value) ? value : []).filter((name): name is SectionName =>
    sectionNames.includes(name as SectionName)
  )
  return [...new Set([...named, ...sectionNames])]
}

/** A draft of whatever was kept; what is off is as if it had never been typed. */
export function readDraft(kept: unknown, today: string): ReportDraft {
  const { fields, order, leftOut, partsLeftOut, picks } = record(kept)
  const typed = record(fields)
  return {
    fields: {
      name: text(typed['name'], limits.field),
      registrationNumber: text(typed['registrationNumber'], limits.field),
      course: text(typed['course'], limits.field),
      date: typeof typed['date'] === 'string' ? text(typed['date'], dateLengthMaximum) : today
    },
    order: orderOf(order),
    leftOut: known(leftOut, sectionNames),
    partsLeftOut: known(partsLeftOut, taskPartNames),
    picks: Object.fromEntries(
      taskIds.flatMap((task) => {
        const ids = record(picks)[task]
        return Array.isArray(ids)
          ? [[task, ids.filter((id) => v.is(runIdSchema, id)).slice(0, limits.picks)]]
          : []
      })
    )
  }
}

const unknownMaximum = 50

/** Names of the list that a newer UDP Lab gave to sections or parts. */
const unknown = (value: unknown, names: readonly string[]): string[] =>
  (Array.isArray(value) ? value : [])
    .filter((name): name is string => isName(name) && !names.includes(name))
    .slice(0, unknownMaximum)

/** The draft as it is to be kept: what was kept before and is not known to this version stays, unknown sections at the end. */
export function draftToKeep(kept: unknown, draft: ReportDraft): JsonObject {
  const before = record(kept)
  return {
    ...before,
    fields: { ...record(before['fields']), ...draft.fields },
    order: [...draft.order, ...unknown(before['order'], sectionNames)],
    leftOut: [...draft.leftOut, ...unknown(before['leftOut'], sectionNames)],
    partsLeftOut: [...draft.partsLeftOut, ...unknown(before['partsLeftOut'], taskPartNames)],
    picks: {
      ...Object.fromEntries(
        Object.entries(record(before['picks'])).filter(
          ([task]) => !(taskIds as readonly string[]).includes(task)
        )
      ),
      ...draft.picks
    }
  }
}
