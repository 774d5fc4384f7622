/** What a sweep or a 2x2 asks of the tab that it stands in. */
import type { Task4Parameters } from '#shared/tasks/task4'

export interface SeriesHost<Plan> {
  /** Those of the fields; null where one is off, which is said then. */
  parameters(): Task4Parameters | null
  /** Says why nothing was started. */
  refuse(message: string, advice?: string): null
  start(plan: Plan): Promise<void>
}
