/** Which rows of the history a newer UDP Lab wrote. They are listed, and neither opened, changed nor dropped. */
import { engineNames } from '#shared/model/engine'
import type { KeptRun } from '#shared/model/kept-run'
import { unknownName } from '#shared/newer'
import { taskIds } from '#shared/tasks/catalogue'
import { programIds } from '../run-file/head-schema'
import type { WrittenHead } from './head-form'

const endings: readonly string[] = [
  'finished',
  'cancelled',
  'failed',
  'interrupted'
] satisfies KeptRun['end'][]
const tasks: readonly string[] = taskIds
const engines: readonly string[] = engineNames
const programs = new Set<string>(programIds)

/** Outcomes of this version have no kind: they are those of Task 4. */
function unknownOutcome(outcome: WrittenHead['outcome']): string | null {
  if (outcome === null) return null
  const { kind, ledger } = outcome as { kind?: unknown; ledger?: unknown }
  if (kind === undefined && ledger !== undefined) return null
  return unknownName('outcome', String(kind))
}

/** What of it this version does not know, such as `the task "task5"`; null where it knows all. */
export function unknownInRow(task: string, ending: string | null, head: WrittenHead | null): string | null {
  if (!tasks.includes(task)) return unknownName('task', task)
  if (ending !== null && !endings.includes(ending)) return unknownName('end', ending)
  if (head === null) return null
  if (!engines.includes(head.machine.engine)) return unknownName('engine', head.machine.engine)
  const strange = head.endpoints.find(({ voice }) => !programs.has(voice.id))
  return strange ? unknownName('program', strange.voice.id) : unknownOutcome(head.outcome)
}
