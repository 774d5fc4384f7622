/** What is marked in the delivery chart: the predictions beside the first number that was really lost. */
import { figure } from '#shared/text'
import type { NumberMark } from '#ui/components/charts/number-marks'
import { marksOf as marksIn } from '#shared/tasks/explain/marks'
import type { Task4Outcome } from '#shared/tasks/task4'

const words = { guess: 'my prediction', model: 'model', truth: 'first lost' } as const

export function marksOf(outcome: Task4Outcome | null): NumberMark[] {
  if (!outcome) return []
  return marksIn(outcome).map(({ number, kind }) => ({
    number,
    label: `${words[kind]} ${figure(number)}`,
    kind
  }))
}
