import { expect, it } from 'vitest'
import { outcomeOf } from './explain/outcome.fixture'
import { headlineOf } from './headline'

const requests = { lostRequests: 65, returned: 19_935, firstLost: 13_174 }

it('says how many were lost, the first, and the queue whose drops the kernel counted', () => {
  expect(headlineOf(outcomeOf({ ledger: requests }))).toBe(
    '65 of 20,000 lost, the first 13,174, at the server’s queue'
  )
  const replies = { lostReplies: 2, returned: 19_998, firstLost: 9 }
  expect(headlineOf(outcomeOf({ ledger: replies }))).toBe(
    '2 of 20,000 lost, the first 9, at the client’s queue'
  )
  const both = { lostRequests: 3, lostReplies: 4, returned: 19_993, firstLost: 9 }
  expect(headlineOf(outcomeOf({ ledger: both }))).toBe('7 of 20,000 lost, the first 9, at both queues')
})

it('names no queue that the kernel does not', () => {
  for (const server of [null, 64]) {
    const outcome = outcomeOf({ ledger: requests, kernelDrops: { server, client: 0 } })
    expect(headlineOf(outcome)).toBe('65 of 20,000 lost, the first 13,174, on the way to the server')
  }
  const unanswered = outcomeOf({ ledger: { returned: 19_990, replied: 19_990, firstLost: 5 } })
  expect(headlineOf(unanswered)).toBe('10 of 20,000 lost, the first 5')
})

it('says of an emulated queue that it is one', () => {
  const outcome = outcomeOf({ ledger: requests, emulatedDrops: 65, kernelDrops: { server: 0, client: 0 } })
  expect(headlineOf(outcome)).toContain('in the emulated queue')
})

it('says that all came back, and of what', () => {
  expect(headlineOf(outcomeOf())).toBe('All 20,000 came back')
  expect(headlineOf(outcomeOf({ ledger: { sent: 500 } }), true)).toBe(
    'Cancelled. All 500 that were sent came back'
  )
  expect(headlineOf(outcomeOf({ parameters: { count: 1 }, ledger: { sent: 1 } }))).toBe(
    'The number came back'
  )
  expect(headlineOf(outcomeOf({ ledger: { sent: 0 } }))).toBe('Nothing was sent')
})
