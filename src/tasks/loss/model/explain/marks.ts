/** Where the predictions and the truth stand on an axis of numbers: for the charts. */
import type { LossOutcome } from '../run'

export interface Mark {
  name: string
  /** From 1. */
  number: number
  kind: 'guess' | 'model' | 'truth'
}

/** What is a number: "none will be lost" has no place on the axis, nor has a model that cannot tell. */
export function marksOf({ guess, prediction, ledger }: LossOutcome): Mark[] {
  const candidates: { name: string; number: number | null | undefined; kind: Mark['kind'] }[] = [
    { name: 'my prediction', number: guess, kind: 'guess' },
    { name: "the model's prediction", number: prediction.firstLost, kind: 'model' },
    { name: 'first lost', number: ledger.firstLost, kind: 'truth' }
  ]
  return candidates.flatMap(({ name, number, kind }) => (number ? [{ name, number, kind }] : []))
}
