/** Which rows of the history a newer UDP Lab wrote. They are listed, and neither opened, changed nor dropped. */
import { engineNames } from '#shared/events/engine'
import { runEnds } from '#shared/kept/kept-run'
import type { RunForms } from '#shared/kept/run-forms'
import { unknownName } from '#shared/newer'
import { bareOutcomeKind, type WrittenHead } from '../packed/head-form'

const endings: readonly string[] = runEnds
const engines: readonly string[] = engineNames
function unknownOutcome(outcome: WrittenHead['outcome'], forms: RunForms): string | null {
  if (outcome === null) return null
  const { kind = bareOutcomeKind } = outcome as { kind?: unknown }
  const isKnown = Object.values(forms).some(({ outcomes }) => outcomes.some((form) => form.kind === kind))
  return isKnown ? null : unknownName('outcome', String(kind))
}

const knowsProgram = (forms: RunForms, id: string): boolean =>
  Object.values(forms).some(({ programs }) => programs.includes(id))

/** What of it this version does not know, such as `the task "task5"`; null where it knows all. */
export function unknownInRow(
  { task, ending }: { task: string; ending: string | null },
  head: WrittenHead | null,
  forms: RunForms
): string | null {
  if (!Object.hasOwn(forms, task)) return unknownName('task', task)
  if (ending !== null && !endings.includes(ending)) return unknownName('end', ending)
  if (head === null) return null
  if (!engines.includes(head.machine.engine)) return unknownName('engine', head.machine.engine)
  const strange = head.endpoints.find(({ voice }) => !knowsProgram(forms, voice.id))
  return strange ? unknownName('program', strange.voice.id) : unknownOutcome(head.outcome, forms)
}
