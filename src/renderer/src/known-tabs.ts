/** Which tabs this window has, for the parts of it that list them: tasks in their order, then pages. Set by App alone. */
import { createContext } from 'svelte'
import { commonTerms, entryIn, type GlossaryEntry } from '#shared/lessons/glossary'
import type { Outcome } from '#shared/events/session'
import { isOutcomeOf, type TaskDefinition } from '#tasks/task'

export interface KnownTabs {
  tasks: readonly TaskDefinition[]
  pages: readonly { id: string; name: string }[]
  /** Shows the tab of that id. */
  open: (tab: string) => void
  /** What came of a run, in a few words; null: it has no outcome. */
  outcomeLine: (outcome: Outcome | null) => string | null
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
    outcomeLine: (outcome) => {
      if (!outcome) return null
      return tasks.find((task) => isOutcomeOf(task, outcome))?.outcome?.line(outcome.value) ?? null
    }
  }
}

export const [useTabs, setTabs] = createContext<KnownTabs>()
