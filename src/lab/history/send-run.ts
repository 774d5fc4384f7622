/** Hands a run to the history's thread, a long one piece by piece: a message is in memory once more until it is read. */
import type { EventBatch } from '#shared/events/batch'
import { batchesMaximum } from '../packed/event-codec'
import { planOf } from '../packed/event-writer'
import type { NewRun } from '../packed/pack'
import type { History } from './history'
import type { HistoryAnswer } from './protocol'

/** Some half a megabyte. */
const eventsAtOnce = 100_000

let nextWriting = 1

/** One after the other: the thread writes one run at a time. */
export async function sendRun(history: Pick<History, 'call'>, run: NewRun): Promise<HistoryAnswer<'keep'>> {
  const pieces = piecesOf(run.batches)
  // One that is too long is refused there, before it is written.
  if (pieces.length <= 1 || run.batches.length > batchesMaximum) return history.call('keep', run)
  const writing = nextWriting++
  for (const [index, batches] of pieces.entries()) {
    const plan = index === 0 ? { plan: planOf(run.batches) } : {}
    const taken = await history.call('keepEvents', { writing, batches, ...plan })
    if (!taken.ok) return taken
  }
  return history.call('keep', { ...run, batches: [], writing })
}

function piecesOf(batches: readonly EventBatch[]): EventBatch[][] {
  const pieces: EventBatch[][] = []
  let events = Infinity
  for (const batch of batches) {
    if (events >= eventsAtOnce) {
      pieces.push([])
      events = 0
    }
    pieces.at(-1)?.push(batch)
    events += batch.count
  }
  return pieces
}
