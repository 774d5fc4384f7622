/** Outcomes of Task 4 for the tests of its words. */
import type { WitnessSide } from '../witness'
import type { Ledger } from '../ledger'
import { lossDefaults, type LossOutcome, type LossParameters } from '../run'
import type { Prediction } from '../prediction'

export const prediction: Prediction = {
  firstLost: 15_693,
  capacity: 256,
  clientCapacity: 480,
  queue: 'server',
  reason: 'server-outrun',
  charge: { payloadBytes: 5, bytes: 832, source: 'measured' }
}
/** The preset Loss. */
export const loss: LossParameters = {
  ...lossDefaults,
  rate: 10_000,
  serviceUs: 101.2,
  clientReads: 'while',
  clientBuffer: 400_000
}

interface Given extends Partial<Omit<LossOutcome, 'ledger' | 'parameters' | 'prediction'>> {
  ledger?: Partial<Ledger>
  parameters?: Partial<LossParameters>
  prediction?: Partial<Prediction>
}

const sideOf = (lost: number): WitnessSide => ({
  lost,
  drops: lost,
  foreign: 0,
  copies: 0,
  agreement: 'agrees'
})

/** A run of which nothing was lost, but for what is given. */
export function outcomeOf(given: Given = {}): LossOutcome {
  const sent = given.ledger?.sent ?? 20_000
  const lostRequests = given.ledger?.lostRequests ?? 0
  const lostReplies = given.ledger?.lostReplies ?? 0
  const served = sent - lostRequests
  return {
    buffers: {
      server: { requestedBytes: null, grantedBytes: 212_992 },
      client: { requestedBytes: 400_000, grantedBytes: 800_000 }
    },
    kernelDrops: { server: lostRequests, client: lostReplies },
    witness: {
      source: 'socket',
      gap: null,
      server: sideOf(lostRequests),
      client: sideOf(lostReplies),
      system: null
    },
    foreign: { server: 0, client: 0 },
    emulatedDrops: null,
    elapsedMs: 2480,
    ...given,
    parameters: { ...loss, ...given.parameters },
    prediction: { ...prediction, ...given.prediction },
    ledger: {
      sent,
      served,
      replied: served,
      returned: served - lostReplies,
      lostRequests,
      lostReplies,
      unsent: 0,
      duplicated: 0,
      reordered: 0,
      firstLost: null,
      lossRatio: 0,
      ...given.ledger
    }
  }
}
