/** The figures of a run in the groups in which the result shows them: what was sent, each side, and the kernel's word. */
import type { ReceiveBuffer } from '#shared/events/endpoint'
import { lossWords as words } from '#tasks/loss/model/figures'
import type { LossOutcome } from '#tasks/loss/model/run'
import { foretells } from '#tasks/loss/model/prediction'

export interface LedgerEntry {
  name: string
  value: number | null
  /** What is said for null. */
  none?: string
  decimals?: number
  unit?: string
  tone?: 'lost-request' | 'lost-reply'
  /** In the glossary, where it is not the name itself. */
  term?: string
}

export interface LedgerGroup {
  title: string
  entries: readonly LedgerEntry[]
}

/** What was granted; what was asked for stands in the fields, and beside it under "Requested and granted". */
const bufferEntry = (name: string, { grantedBytes }: ReceiveBuffer): LedgerEntry => ({
  name,
  term: 'receive buffer',
  value: grantedBytes,
  unit: 'B'
})

export function ledgerGroups(outcome: LossOutcome): LedgerGroup[] {
  const { ledger, buffers, kernelDrops, prediction, guess, elapsedMs } = outcome
  const stated = guess !== null && guess !== undefined
  return [
    {
      title: 'Numbers',
      entries: [
        { name: words.sent.label, value: ledger.sent },
        { name: words.unsent.label, value: ledger.unsent },
        { name: words.lossRatio.label, value: ledger.lossRatio * 100, decimals: 2, unit: '%' },
        { name: words.elapsedMs.label, value: elapsedMs, unit: 'ms' }
      ]
    },
    {
      title: 'At the server',
      entries: [
        { name: words.served.label, value: ledger.served },
        { name: words.replied.label, value: ledger.replied },
        {
          name: words.lostRequests.label,
          term: 'lost request',
          value: ledger.lostRequests,
          tone: 'lost-request'
        }
      ]
    },
    {
      title: 'At the client',
      entries: [
        { name: words.returned.label, value: ledger.returned },
        { name: words.lostReplies.label, term: 'lost reply', value: ledger.lostReplies, tone: 'lost-reply' },
        { name: words.duplicated.label, value: ledger.duplicated },
        { name: words.reordered.label, value: ledger.reordered }
      ]
    },
    {
      title: 'The first lost',
      entries: [
        { name: words.firstLost.label, value: ledger.firstLost, none: 'none' },
        { name: words.guessedFirstLost.label, value: guess || null, none: stated ? 'none' : '–' },
        {
          name: words.predictedFirstLost.label,
          value: prediction.firstLost,
          none: foretells(prediction) ? 'none' : 'cannot tell'
        }
      ]
    },
    {
      title: 'The kernel',
      entries: [
        { name: words.kernelDropsAtServer.label, term: 'drop', value: kernelDrops.server },
        { name: words.kernelDropsAtClient.label, term: 'drop', value: kernelDrops.client },
        bufferEntry('Server buffer', buffers.server),
        bufferEntry('Client buffer', buffers.client)
      ]
    }
  ]
}
