/** The student's answers, for whoever shows them elsewhere: the report, where they can be typed as well. */
import { refusalOf } from '#shared/lessons/answer'
import type { Question } from '#shared/lessons/lesson'
import { notebook } from './notebook.svelte'

export interface GivenAnswer {
  text: string
  answeredAtEpochMs: number
  /** What the student's own runs said to it when it was given: sentences with figures, perhaps none. */
  evidence: readonly string[]
}

/** By question id. Read in a $derived or an $effect it follows every change. */
export function answersOf(): Readonly<Record<string, GivenAnswer>> {
  return notebook.pages.answers
}

/** What is being typed and was not given yet, by question id. */
export const draftedAnswers = (): Readonly<Record<string, string>> => notebook.pages.drafts

/** What is being typed, else the answer that was given, else nothing. */
export function typedAnswer(id: string): string {
  return notebook.pages.drafts[id] ?? notebook.pages.answers[id]?.text ?? ''
}

export function typeAnswer(id: string, text: string): void {
  notebook.draft(id, text)
}

/** What was typed becomes the answer, and an emptied one is none any more. Returns why it cannot be one, or null. */
export function settleAnswer({ id, form }: Question): string | null {
  const draft = notebook.pages.drafts[id]?.trim()
  if (draft === undefined) return null
  if (draft === '') {
    notebook.withdraw(id)
    return null
  }
  const refusal = refusalOf({ form }, draft)
  if (refusal === null) notebook.answer(id, draft, [...(answersOf()[id]?.evidence ?? [])])
  return refusal
}
