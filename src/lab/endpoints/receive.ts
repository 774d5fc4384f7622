/** Waits for so many datagrams, a refusal, or the end of the time. */
import { type Result, success } from '#shared/fault'
import { atDeadline } from '../next-turn'
import type { ReceivePlan, ReceiveReport } from './protocol'

export interface ReceiveNeeds {
  /** Datagrams received since the socket was opened. */
  received: () => number
  refused: () => boolean
  /** Whom to call after a datagram or a refusal came in; null: nobody. */
  onNews: (look: (() => void) | null) => void
  timedOut: () => void
}

export function receiveAsPlanned(
  { count, waitMs }: ReceivePlan,
  { received, refused, onNews, timedOut }: ReceiveNeeds
): Promise<Result<ReceiveReport>> {
  return new Promise((resolve) => {
    const finish = (late: boolean): void => {
      takeBack()
      onNews(null)
      if (late) timedOut()
      resolve(success({ received: received(), refused: refused() }))
    }
    const takeBack = atDeadline(waitMs, () => finish(true))
    const look = (): void => {
      if (received() >= count || refused()) finish(false)
    }
    onNews(look)
    look()
  })
}
