import { describe, expect, it } from 'vitest'
import { columnOf, type EventBatch, EventKind, type EventKindCode, numericFlag } from '#shared/events/batch'
import { Delivery, outcomeOf } from '#tasks/loss/model/ledger'
import { Tally } from './tally'

const ends = {
  server: { address: '127.0.0.1', port: 20001 },
  client: { address: '127.0.0.1', port: 50000 }
}

function batchOf(kind: EventKindCode, numbers: number[]): EventBatch {
  return {
    sessionId: 'run',
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
  const tally = new Tally(count, ends)
  tally.addServer({ ...batchOf(EventKind.listening, []), newPeers: [ends.client] })
  tally.addClient({ ...batchOf(EventKind.listening, []), newPeers: [ends.server] })
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
    expect(new Tally(3, ends).ledger()).toMatchObject({ lossRatio: 0, firstLost: null })
  })
})

describe('Tally among strangers and copies', () => {
  const at = (
    rows: [EventKindCode, number, number][],
    newPeers: EventBatch['newPeers'] = []
  ): EventBatch => ({
    ...batchOf(EventKind.sent, []),
    count: rows.length,
    kind: columnOf(rows.map(([kind]) => kind | numericFlag)),
    peer: columnOf(rows.map(([, peer]) => peer)),
    value: columnOf(rows.map(([, , number]) => number)),
    newPeers
  })
  const stranger = { address: '127.0.0.1', port: 50001 }
  const { served, received, dropped } = EventKind

  it('counts what comes from another address apart, whatever number it says', () => {
    const tally = new Tally(3, ends)
    tally.addClient({ ...batchOf(EventKind.sent, [1, 2, 3]), newPeers: [ends.server] })
    tally.addServer(at([[served, 1, 1]], [stranger]))
    tally.addServer(
      at(
        [
          [served, 1, 2],
          [served, 2, 1],
          [served, 2, 3]
        ],
        [ends.client]
      )
    )
    tally.addClient(
      at(
        [
          [received, 2, 1],
          [received, 1, 3]
        ],
        [stranger]
      )
    )
    expect(tally.foreign).toEqual({ server: 2, client: 1 })
    expect(tally.ledger()).toMatchObject({
      served: 2,
      replied: 2,
      returned: 1,
      lostRequests: 1,
      lostReplies: 1
    })
    expect(tally.numbers(Delivery.sent, Delivery.served)).toEqual([2])
    expect(tally.numbers(Delivery.replied, Delivery.returned)).toEqual([1])
  })

  it('balances when a request comes and is answered twice', () => {
    const tally = tallyOf([1, 2], [1, 1, 2], [1, 1], 2)
    const { sent: sentCount, replied, returned, lostReplies, duplicated } = tally.ledger()
    expect({ sentCount, replied, returned, lostReplies, duplicated }).toEqual({
      sentCount: 2,
      replied: 2,
      returned: 1,
      lostReplies: 1,
      duplicated: 2
    })
    expect(tally.duplicated).toEqual({ server: 1, client: 1 })
  })

  it('counts what the emulated queue dropped as lost requests', () => {
    const tally = new Tally(3, ends)
    tally.addClient({ ...batchOf(EventKind.sent, [1, 2, 3]), newPeers: [ends.server] })
    tally.addServer(
      at(
        [
          [served, 1, 1],
          [dropped, 1, 2]
        ],
        [ends.client]
      )
    )
    expect(tally.emulatedDrops).toBe(1)
    expect(tally.ledger()).toMatchObject({ served: 1, lostRequests: 2 })
    expect(tally.numbers(Delivery.sent, Delivery.served | Delivery.dropped)).toEqual([3])
  })
})
