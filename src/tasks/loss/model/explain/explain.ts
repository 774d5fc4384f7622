/** A run explained from its own figures: where, why, what was predicted, and the common wrong answer. */
import type { LossOutcome } from '../run'
import { correctionOf } from './correction'
import { type Verdict, verdictsOn } from './verdicts'
import { whyLines } from './why'

export interface Explanation {
  /** How the queue that lost them came to be full. One sentence or two an item. */
  why: string[]
  /** The student's prediction, where there is one, and the model's. */
  verdicts: Verdict[]
  correction: string | null
}

/** @param cancelled the run was stopped before all was sent: predictions are not judged by it */
export function explain(outcome: LossOutcome, cancelled = false): Explanation {
  return {
    why: whyLines(outcome),
    verdicts: verdictsOn(outcome, cancelled),
    correction: correctionOf(outcome)
  }
}
