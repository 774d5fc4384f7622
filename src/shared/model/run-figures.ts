/**
 * The figures of a kept run by name, as the report prints them and `lab verify` checks them. Names are those of the ledger
 * (docs/model.md) and a few more; a name that is missing is one that the run does not have.
 */
import { countKinds, type EventBatch, EventKind } from './batch'
import type { KeptRunSummary } from './kept-run'

export type Figures = Record<string, number | null>

/** What a run states of itself. Only some of it follows from its events: the others are the kernel's word and the clock's. */
export function statedFigures({ outcome, eventCount, durationMs }: KeptRunSummary): Figures {
  const figures: Figures = { events: eventCount, durationMs }
  if (!outcome) return figures
  const { ledger, foreign, emulatedDrops, kernelDrops, buffers, prediction, elapsedMs } = outcome
  return {
    ...figures,
    ...ledger,
    foreignAtServer: foreign.server,
    foreignAtClient: foreign.client,
    emulatedDrops,
    kernelDropsAtServer: kernelDrops.server,
    kernelDropsAtClient: kernelDrops.client,
    grantedBytesOfServer: buffers.server.grantedBytes,
    grantedBytesOfClient: buffers.client.grantedBytes,
    predictedFirstLost: prediction.firstLost,
    elapsedMs
  }
}

/** The figures of a session of Tasks 1 to 3, and of single numbers in Task 4: datagrams and answers, all sockets together. */
export function messageFigures(batches: readonly EventBatch[]): Figures {
  const sum = (...kinds: Parameters<typeof countKinds>[1][]): number =>
    batches.reduce((total, batch) => total + countKinds(batch, ...kinds), 0)
  return {
    events: batches.reduce((total, { count }) => total + count, 0),
    // A server that answers at once tells both with one event.
    sent: sum(EventKind.sent, EventKind.served),
    received: sum(EventKind.received, EventKind.served),
    unsent: sum(EventKind.unsent),
    timedOut: sum(EventKind.timedOut),
    refused: sum(EventKind.refused)
  }
}
