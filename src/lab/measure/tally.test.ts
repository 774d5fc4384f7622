import { describe, expect, it } from 'vitest'
import {
  columnOf,
  type EventBatch,
  EventKind,
  type EventKindCode,
  numericFlag
} from '../../shared/model/batch'
import { outcomeOf } from '../../shared/model/ledger'
import { Tally } from './tally'

function batchOf(kind: EventKindCode, numbers: number[]): EventBatch {
  return {
    runId: 'run',
    endpointId: 1,
    first: 0,
    count: numbers.length,
    baseMs: 0,
    offsetUs: 0,
    kind: kind | numericFlag,
    peer: 1,
    value: columnOf(numbers),
    sizeBytes: 1,
    newPeers: [],
    newPayloads: []
  }
}

function tallyOf(sent: number[], served: number[], returned: number[], count = sent.length): Tally {
  const tally = new Tally(count)
  tally.addClient(batchOf(EventKind.sent, sent))
  tally.addServer(batchOf(EventKind.served, served))
  tally.addClient(batchOf(EventKind.received, returned))
  return tally
}

describe('Tally', () => {
  it('tells lost requests from lost replies, by number', () => {
    const tally = tallyOf([1, 2, 3, 4, 5], [1, 2, 4], [1, 4])
    expect(tally.ledger()).toEqual({
      sent: 5,
      served: 3,
      replied: 3,
      returned: 2,
      lostRequests: 2,
      lostReplies: 1,
      unsent: 0,
      duplicated: 0,
      reordered: 0,
      firstLost: 2,
      lossRatio: 0.6
    })
    expect([1, 2, 3].map((number) => outcomeOf(tally.bits[number]!))).toEqual([
      'returned',
      'lost-reply',
      'lost-request'
    ])
  })

  it('counts a copy as duplicated and a late number as reordered, and neither as delivered twice', () => {
    const { returned, duplicated, reordered } = tallyOf([1, 2, 3], [1, 2, 3, 3], [1, 3, 2, 2]).ledger()
    expect({ returned, duplicated, reordered }).toEqual({ returned: 3, duplicated: 2, reordered: 1 })
  })

  it('keeps what send() refused out of what was sent', () => {
    const tally = tallyOf([1], [1], [1], 2)
    tally.addClient(batchOf(EventKind.unsent, [2]))
    expect(tally.ledger()).toMatchObject({ sent: 1, unsent: 1, lostRequests: 0, firstLost: null })
  })

  it('leaves numbers out that the run did not send', () => {
    expect(tallyOf([1, 2], [1, 2, 99], [1, 2, 0]).ledger()).toMatchObject({
      served: 2,
      returned: 2,
      replied: 2
    })
  })

  it('has a loss ratio of 0 when nothing was sent', () => {
    expect(new Tally(3).ledger()).toMatchObject({ lossRatio: 0, firstLost: null })
  })
})
