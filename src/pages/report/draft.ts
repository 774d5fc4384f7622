/** What the student typed and picked for the report, but for the answers (lessons/answers.svelte.ts), as the tab has it. */
import * as v from 'valibot'
import { isObject, type JsonObject } from '#shared/kept-json'
import { dateLengthMaximum, runIdSchema } from '#shared/kept/run-file-report'
import { draftLimits, type KeptReportDraft, reportDraftVersion } from '#shared/report/draft'
import {
  type CommonSectionName,
  commonSectionNames,
  type ReportFields,
  type TaskPartName,
  taskPartNames
} from '#shared/report/report'
import { commonTitles } from '#shared/report/words'

/** A task's id, or a section of all runs. */
export type SectionName = string

/** What a draft must know of each task. */
export interface DraftTask {
  id: string
  name: string
  title: string
}

export const taskTitle = ({ name, title }: DraftTask): string => `${name}: ${title}`

/** Which sections there are, and how they are called: those of the tasks, in their order, and the common ones. */
export class Sections {
  readonly tasks: readonly DraftTask[]
  readonly names: readonly SectionName[]

  constructor(tasks: readonly DraftTask[]) {
    this.tasks = tasks
    this.names = [...tasks.map(({ id }) => id), ...commonSectionNames]
  }

  taskOf(name: SectionName): DraftTask | null {
    return this.tasks.find(({ id }) => id === name) ?? null
  }

  isCommon(name: SectionName): name is CommonSectionName {
    return Object.hasOwn(commonTitles, name)
  }

  titleOf(name: SectionName): string {
    const task = this.taskOf(name)
    if (task) return taskTitle(task)
    return this.isCommon(name) ? commonTitles[name] : name
  }
}

export interface ReportDraft {
  fields: ReportFields
  /** All sections, in the order of the report. */
  order: SectionName[]
  /** Those that the report leaves out. */
  leftOut: SectionName[]
  /** Parts that every task's section leaves out. */
  partsLeftOut: TaskPartName[]
  /** Ids of runs; a task that is not there has those that its questions are about. */
  picks: Record<string, string[]>
}

/** Of each field, as the report file takes it. */
export const fieldLimit = (field: keyof ReportFields): number =>
  field === 'date' ? dateLengthMaximum : draftLimits.field

const record = (value: unknown): JsonObject => (isObject(value) ? value : {})
const text = (value: unknown, maximum: number): string =>
  typeof value === 'string' ? value.slice(0, maximum) : ''
const known = <T extends string>(value: unknown, names: readonly T[]): T[] =>
  Array.isArray(value) ? names.filter((name) => value.includes(name)) : []

/** Sections that an older version did not know follow the one that they follow in a new draft. */
function orderOf(value: unknown, names: readonly SectionName[]): SectionName[] {
  const named = (Array.isArray(value) ? value : []).filter((name): name is SectionName =>
    names.includes(name)
  )
  const order = [...new Set(named)]
  names.forEach((name, index) => {
    if (order.includes(name)) return
    const before = order.indexOf(names[index - 1] ?? '')
    order.splice(before < 0 ? order.length : before + 1, 0, name)
  })
  return order
}

/** A draft of whatever was kept; what is off is as if it had never been typed. */
export function readDraft(kept: unknown, today: string, { names, tasks }: Sections): ReportDraft {
  const { fields, order, leftOut, partsLeftOut, picks } = record(kept)
  const typed = record(fields)
  return {
    fields: {
      name: text(typed['name'], draftLimits.field),
      registrationNumber: text(typed['registrationNumber'], draftLimits.field),
      course: text(typed['course'], draftLimits.field),
      date: typeof typed['date'] === 'string' ? text(typed['date'], dateLengthMaximum) : today
    },
    order: orderOf(order, names),
    leftOut: known(leftOut, names),
    partsLeftOut: known(partsLeftOut, taskPartNames),
    picks: Object.fromEntries(
      tasks.flatMap(({ id: task }) => {
        const ids = record(picks)[task]
        return Array.isArray(ids)
          ? [[task, ids.filter((id) => v.is(runIdSchema, id)).slice(0, draftLimits.picks)]]
          : []
      })
    )
  }
}

/** Names of the list that a newer UDP Lab gave to sections or parts. */
const unknown = (kept: readonly string[] | undefined, names: readonly string[]): string[] =>
  (kept ?? []).filter((name) => !names.includes(name))

/** The draft as it is to be kept: names that are not known to this version stay as they were, unknown sections at the end. */
export function draftToKeep(
  kept: KeptReportDraft | null,
  draft: ReportDraft,
  sections: Sections
): KeptReportDraft {
  const unknownPicks = Object.entries(kept?.picks ?? {}).filter(([task]) => !sections.taskOf(task))
  return {
    version: reportDraftVersion,
    fields: draft.fields,
    order: [...draft.order, ...unknown(kept?.order, sections.names)],
    leftOut: [...draft.leftOut, ...unknown(kept?.leftOut, sections.names)],
    partsLeftOut: [...draft.partsLeftOut, ...unknown(kept?.partsLeftOut, taskPartNames)],
    picks: { ...Object.fromEntries(unknownPicks), ...draft.picks }
  }
}
