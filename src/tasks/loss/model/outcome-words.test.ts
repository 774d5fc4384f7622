import { expect, it } from 'vitest'
import { explain } from './explain/explain'
import { outcomeOf } from './explain/outcome.fixture'
import { describeOutcome } from './outcome-words'

it('speaks of one number and one datagram as of one', () => {
  const one = { sent: 1, served: 0, replied: 0, returned: 0, lostRequests: 1, firstLost: 1 }
  const lost = outcomeOf({ parameters: { count: 1 }, ledger: one, kernelDrops: { server: 1, client: 0 } })
  expect(describeOutcome(lost)[0]).toMatch(/^0 of 1 number came back/)
  expect(describeOutcome(lost)).toContainEqual(
    expect.stringContaining("1 datagram to the server was dropped at the server's full receive buffer")
  )
})

it('speaks of the one that fits', () => {
  const base = outcomeOf({})
  const outcome = outcomeOf({
    parameters: { count: 1 },
    ledger: { sent: 1, served: 1, replied: 1, returned: 1 },
    prediction: { ...base.prediction, reason: 'fits', firstLost: null }
  })
  expect(explain(outcome).why.join(' ')).toContain('so the one fits even if nobody reads')
})
