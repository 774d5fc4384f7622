/**
 * Every call between the window and the main process: those of no task (shared/contract.ts), and each task's own, named
 * `<task>.<call>`. Nothing else in the app names a channel. A composition root alone imports it.
 */
import type { Call, Calls, CallMethods } from '#shared/calls'
import { call } from '#shared/calls'
import { commonCalls, type CommonCalls, type LabEvents } from '#shared/contract'
import { formsOf } from '#shared/kept/outcome-forms'
import type { RunForms } from '#shared/kept/run-forms'
import { bookmarkSchemaOf, type Tabs } from '#shared/settings'
import { pageNames } from '../pages/registry'
import { type registry, type TaskId, tasks } from './registry'

type Registry = typeof registry

/** `task1.startServer` and so on, each with the types of its own definition. */
export type TaskCalls = {
  [
    N in {
      [T in TaskId]: `${T}.${keyof Registry[T]['calls'] & string}`
    }[TaskId]
  ]: N extends `${infer T extends TaskId}.${infer C}`
    ? C extends keyof Registry[T]['calls']
      ? Registry[T]['calls'][C]
      : never
    : never
}

export const tabs: Tabs = {
  names: [...tasks.map(({ id }) => id), ...pageNames],
  bookmarks: Object.fromEntries(tasks.flatMap(({ id, bookmark }) => (bookmark ? [[id, bookmark]] : [])))
}

export type LabCallTable = CommonCalls & TaskCalls

const taskCalls = Object.fromEntries(
  tasks.flatMap(({ id, calls }) =>
    Object.entries(calls).map(([name, one]): [string, Call] => [`${id}.${name}`, one])
  )
) as Calls as TaskCalls

export const calls: LabCallTable = {
  ...commonCalls,
  ...taskCalls,
  keepBookmark: call<void>()(bookmarkSchemaOf(tabs))
}

export type CallName = keyof LabCallTable & string
export const callNames = Object.keys(calls) as CallName[]

/** What the preload puts on `window.lab`. */
export type LabBridge = CallMethods<LabCallTable> & LabEvents

/** What this version knows of each task's kept runs. */
export const runForms: RunForms = Object.fromEntries(
  tasks.map((task) => [
    task.id,
    { programs: Object.keys(task.programs), logs: Object.keys(task.logs), outcomes: formsOf(task) }
  ])
)
