/** The student's answers, for whoever shows them elsewhere: the report. */
import { notebook } from './notebook.svelte'

export interface GivenAnswer {
  text: string
  answeredAtEpochMs: number
  /** What the student's own runs said to it when it was given: sentences with figures, perhaps none. */
  evidence: readonly string[]
}

/** By question id (shared/lessons/questions.ts). Read in a $derived or an $effect it follows every change. */
export function answersOf(): Readonly<Record<string, GivenAnswer>> {
  return notebook.pages.answers
}
