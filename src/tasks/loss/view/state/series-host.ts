/** What a sweep or a 2x2 asks of the tab that it stands in. */
import type { LossParameters } from '#tasks/loss/model/run'

export interface SeriesHost<Plan> {
  /** Those of the fields; null where one is off, which is said then. */
  parameters(): LossParameters | null
  /** Says why nothing was started. */
  refuse(message: string, advice?: string): null
  start(plan: Plan): Promise<void>
}
