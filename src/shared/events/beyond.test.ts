import { expect, it } from 'vitest'
import { columnOf, EventKind, numericFlag } from './batch'
import {
  addCounts,
  countsOf,
  describeBeyond,
  eventsBeyond,
  nothingBeyond,
  receivedBeyond,
  sentBeyond
} from './beyond'

const { received, served, sent, refused } = EventKind

const batch = {
  ...{ first: 0, count: 4, baseMs: 0, offsetUs: 0, peer: 1, value: 0 },
  kind: columnOf([received, served | numericFlag, sent, refused]),
  sizeBytes: columnOf([1000, 4, 24, 0]),
  newPeers: [],
  newPayloads: []
}

it('counts each kind of a batch, whatever flags its rows have', () => {
  const counts = countsOf(batch)
  expect(eventsBeyond(counts)).toBe(4)
  expect(receivedBeyond(counts)).toBe(2)
  expect(sentBeyond(counts)).toBe(2)
  expect(counts.sizeBytes).toBe(1028)
})

it('says how many datagrams are counted and not kept', () => {
  const counts = nothingBeyond()
  expect(describeBeyond([])).toBeNull()
  expect(describeBeyond([counts])).toBeNull()
  for (let times = 0; times < 1000; times++) addCounts(counts, countsOf(batch))
  expect(describeBeyond([counts])).toBe(
    '2,000 more datagrams were received, 2,000 more were sent. They are counted, but not kept. Clear the log to keep new ones.'
  )
})

it('says it of several endpoints in one sum, and of events that are no datagrams', () => {
  const one = { ...nothingBeyond(), byKind: nothingBeyond().byKind.with(refused, 3) }
  expect(describeBeyond([one, one])).toMatch(/^6 more events came\. They are counted/)
})
