/** Hands a session to a window in pieces, so that no single message holds all of its events. */
import { sizeOfBatch } from '#shared/events/batch-size'
import type { SessionHead, SessionPiece, SessionSnapshot } from '#shared/events/session'

/** A piece takes main and page a few hundredths of a second. */
export const pieceBytes = 4 * 1024 * 1024

/** Batches from row `from` of the list, at least one where there is one. */
export function pieceOf(
  { batches }: Pick<SessionSnapshot, 'batches'>,
  from: number,
  roomBytes: number
): SessionPiece {
  let end = Math.min(from, batches.length)
  let bytes = 0
  for (let batch = batches[end]; batch && bytes < roomBytes; batch = batches[++end]) {
    bytes += sizeOfBatch(batch)
  }
  return { batches: batches.slice(from, end), next: end < batches.length ? end : null }
}

/** All sessions without what does not fit one piece: most have nothing, and need no second call. */
export function headsOf(sessions: readonly SessionSnapshot[]): SessionHead[] {
  let roomBytes = pieceBytes
  return sessions.map((session) => {
    const piece = pieceOf(session, 0, roomBytes)
    roomBytes -= piece.batches.reduce((sum, batch) => sum + sizeOfBatch(batch), 0)
    return { ...session, ...piece }
  })
}
