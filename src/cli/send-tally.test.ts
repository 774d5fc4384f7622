import { expect, it } from 'vitest'
import { type EventBatch, EventKind, numericFlag } from '#shared/events/batch'
import { nothingBeyond } from '#shared/events/beyond'
import { SendTally } from './send-tally'

const peer = { address: '127.0.0.1', port: 20_001 }
const stranger = { address: '127.0.0.1', port: 20_009 }

const batch = (kind: number, row: number, count: number, value: number, first = 0): EventBatch => ({
  sessionId: 'send-1',
  endpointId: 1,
  first,
  count,
  baseMs: 1,
  offsetUs: 0,
  kind,
  peer: row,
  value,
  sizeBytes: 1,
  newPeers: first === 0 ? [peer, stranger] : [],
  newPayloads: []
})

it('counts of texts at most one answer a text', () => {
  const tally = new SendTally(peer, null)
  tally.take(batch(EventKind.sent, 1, 3, 0))
  tally.take(batch(EventKind.received, 1, 6, 0, 3))
  tally.take(batch(EventKind.received, 2, 4, 0, 9))
  expect(tally.document()).toMatchObject({ sent: 3, returned: 3, duplicated: 3, foreign: 4 })
  expect(tally.inWords()).toBe(
    '3 sent, 3 answered; 3 more from the same peer, which are no answers; 4 from others, which are no answers'
  )
})

it('counts of numbers each that came back once, and none that was not sent', () => {
  const tally = new SendTally(peer, 10)
  tally.take(batch(EventKind.sent | numericFlag, 1, 1, 7))
  for (const [at, number] of [7, 7, 11, 0].entries()) {
    tally.take(batch(EventKind.received | numericFlag, 1, 1, number, at + 1))
  }
  expect(tally.document()).toMatchObject({ sent: 1, returned: 1, duplicated: 3 })
})

it('tells apart what was only counted', () => {
  const tally = new SendTally(peer, null)
  const counts = nothingBeyond()
  counts.byKind[EventKind.received] = 1000
  tally.take({ endpointId: 1, counts })
  expect(tally.document()).toMatchObject({ returned: 0, foreign: 0, beyond: 1000 })
})
