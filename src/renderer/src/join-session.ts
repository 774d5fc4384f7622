/** Joins a session in the middle: its events come in pieces, and what comes meanwhile waits for its turn. */
import type { EventBatch } from '#shared/events/batch'
import { type Result, success } from '#shared/fault'
import type { SessionHead, SessionPiece } from '#shared/events/session'
import type { Lab } from './lab'

export class Joining {
  readonly #waiting = new Map<string, EventBatch[]>()
  readonly #lab: Pick<Lab, 'call'>

  constructor(lab: Pick<Lab, 'call'>) {
    this.#lab = lab
  }

  /** Whether the batch waits until all before it has come. */
  holds(batch: EventBatch): boolean {
    const waiting = this.#waiting.get(batch.sessionId)
    waiting?.push(batch)
    return waiting !== undefined
  }

  /** @param add takes each batch in its order; false: the session is shown no more */
  async join({ sessionId, next }: SessionHead, add: (batch: EventBatch) => boolean): Promise<Result<void>> {
    if (next === null) return success(undefined)
    this.#waiting.set(sessionId, [])
    let wanted = true
    for (let from: number | null = next; from !== null && wanted;) {
      const piece: Result<SessionPiece> = await this.#lab.call('sessionPiece', { sessionId, from })
      if (!piece.ok) {
        this.#waiting.delete(sessionId)
        return piece
      }
      wanted = piece.value.batches.every(add)
      from = piece.value.next
    }
    const waiting = this.#waiting.get(sessionId) ?? []
    this.#waiting.delete(sessionId)
    if (wanted) waiting.every(add)
    return success(undefined)
  }
}
