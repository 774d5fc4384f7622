/** Runs that began and never ended: the app ended before they did. */
import type { DatabaseSync } from 'node:sqlite'
import { Query } from './query'
import type { RunRow } from './rows'

/**
 * Marks them, and gives the sentences that tell it.
 * @param tasks ids of those that are known: a run of another one is a newer version's to end
 */
export function markInterrupted(database: DatabaseSync, tasks: readonly string[]): string[] {
  const marks = tasks.map(() => '?').join(', ')
  const marked = new Query<Pick<RunRow, 'name'>>(
    database,
    `UPDATE runs SET ending = 'interrupted' WHERE ending IS NULL AND task IN (${marks}) RETURNING name`
  ).all(...tasks)
  return marked.map(
    ({ name }) =>
      `The app ended before "${name}" was over. The history shows that run as interrupted; its measurements are lost. All earlier runs are whole.`
  )
}
