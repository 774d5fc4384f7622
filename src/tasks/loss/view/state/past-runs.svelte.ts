/** What came of this window's runs: a question of the walkthrough is about one of them, which need not be the last. */
import { pacedLost } from '#tasks/loss/model/lesson-runs'
import type { LossOutcome } from '#tasks/loss/model/outcome'
import { answersOf } from '#ui/lessons/answers.svelte.ts'

const predictionQuestion = 'task4/first-lost'
const kept = 100

export class PastRuns {
  /** Oldest first. */
  outcomes: readonly LossOutcome[] = $state.raw([])

  add(outcome: LossOutcome): void {
    this.outcomes = [...this.outcomes, outcome].slice(-kept)
  }

  /** The answer of the step before the run that loses; undefined once that run has shown the truth. */
  get predicted(): string | undefined {
    return this.outcomes.some(pacedLost) ? undefined : answersOf()[predictionQuestion]?.text
  }
}
