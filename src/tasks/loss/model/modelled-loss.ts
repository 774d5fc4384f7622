/** How much the model says that a run loses: made from the forecast of that very run, and its words where it says nothing. */
import { figure } from '#shared/text'
import { silenceOf } from './explain/verdicts'
import { foretells, type Prediction } from './prediction'

export interface ModelledLoss {
  prediction: Prediction
  /** Lost requests and replies together, of the datagrams sent; null: the model has no figure for it. */
  lossRatio: number | null
}

/** A cell of a table. */
export const modelledShare = ({ lossRatio }: ModelledLoss): string =>
  lossRatio === null ? 'cannot tell' : `${(100 * lossRatio).toFixed(2)} %`

/** The first number that the model says is lost, in a cell of a table. */
export function modelledFirstLost({ prediction }: ModelledLoss): string {
  if (!foretells(prediction)) return 'cannot tell'
  return prediction.firstLost === null ? 'none' : figure(prediction.firstLost)
}

/** Why there is no figure of the loss, or null when there is one. */
function silence({ prediction, lossRatio }: ModelledLoss): string | null {
  if (lossRatio !== null) return null
  return (
    silenceOf(prediction) ??
    'the client sends as fast as possible, so it is known which number is lost first, but not how many follow'
  )
}

/** The gaps in the model's curve, one sentence a reason with the values that have it, ascending. */
export function modelSilences(points: readonly { value: number; model: ModelledLoss | null }[]): string[] {
  const byReason = new Map<string, number[]>()
  for (const { value, model } of points) {
    const reason = model && silence(model)
    if (reason) byReason.set(reason, [...(byReason.get(reason) ?? []), value])
  }
  return [...byReason].map(([reason, values]) => {
    const named = [...new Set(values)].toSorted((one, other) => one - other).map((value) => figure(value, 6))
    const rest = named.slice(0, -1).join(', ')
    return `The model cannot tell how much is lost at ${rest === '' ? '' : `${rest} and `}${named.at(-1)}: ${reason}.`
  })
}
