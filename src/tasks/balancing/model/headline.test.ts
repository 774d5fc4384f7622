import { expect, it } from 'vitest'
import { headlineOf } from './headline'
import { wholeOutcome } from './outcome.fixture'

it('says how many came back, and who picked among how many servers', () => {
  expect(headlineOf(wholeOutcome, false)).toBe(
    'All 100 datagrams came back: 2 servers, round robin per session.'
  )
  const lossy = { ...wholeOutcome, ledger: { ...wholeOutcome.ledger, returned: 96 } }
  expect(headlineOf(lossy, true)).toBe(
    'Cancelled. 96 of 100 datagrams came back: 2 servers, round robin per session.'
  )
  const none = { ...wholeOutcome, ledger: { ...wholeOutcome.ledger, sent: 0, returned: 0 } }
  expect(headlineOf(none, false)).toContain('0 of 0 datagrams came back')
})
