/** What is marked in the delivery chart: the model's first loss beside the true one. */
import type { NumberMark } from '../../../components/charts/number-marks'
import type { Task4Outcome } from '../../../../../shared/tasks/task4'

export function marksOf(outcome: Task4Outcome | null): NumberMark[] {
  if (!outcome) return []
  const figures = [
    { number: outcome.ledger.firstLost, words: 'first lost', kind: 'truth' },
    { number: outcome.prediction.firstLost, words: 'model', kind: 'model' }
  ] as const
  return figures.flatMap(({ number, words, kind }) =>
    number === null ? [] : [{ number, label: `${words} ${number.toLocaleString('en-US')}`, kind }]
  )
}
