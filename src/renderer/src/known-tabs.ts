/** Which tabs this window has, for the parts of it that list them: tasks in their order, then pages. Set by App alone. */
import { createContext } from 'svelte'
import { commonTerms, entryIn, type GlossaryEntry } from '#shared/lessons/glossary'
import { formIn } from '#shared/kept/outcome-forms'
import type { Outcome } from '#shared/events/session'
import type { TaskDefinition } from '#tasks/task'

export interface KnownTabs {
  tasks: readonly TaskDefinition[]
  pages: readonly { id: string; name: string }[]
  /** Shows the tab of that id. */
  open: (tab: string) => void
  /** What came of a run, in a few words; null: it has no outcome. */
  outcomeLine: (outcome: Outcome | null) => string | null
  /** What a kept run with this outcome is called in sentences: `run`, `sweep`. */
  outcomeName: (outcome: Outcome | null) => string
  /** What the glossary says of a term, or null. */
  explain: (term: string) => GlossaryEntry | null
}

export function knownTabs(
  tasks: readonly TaskDefinition[],
  pages: readonly { id: string; name: string }[],
  open: (tab: string) => void
): KnownTabs {
  const glossary = [...commonTerms, ...tasks.flatMap((task) => task.glossary ?? [])]
  return {
    tasks,
    pages,
    open,
    explain: (term) => entryIn(glossary, term),
    outcomeLine: (outcome) => (outcome && formIn(tasks, outcome)?.line(outcome.value)) ?? null,
    outcomeName: (outcome) => formIn(tasks, outcome)?.called ?? 'run'
  }
}

export const [useTabs, setTabs] = createContext<KnownTabs>()
