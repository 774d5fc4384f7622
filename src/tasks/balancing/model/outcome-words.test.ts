import * as v from 'valibot'
import { expect, it } from 'vitest'
import { balanceOutcomeSchema } from './outcome'
import { wholeOutcome } from './outcome.fixture'
import { describeBalance } from './outcome-words'

it('is of the kept shape', () => expect(v.is(balanceOutcomeSchema, wholeOutcome)).toBe(true))

it('says what each server had, and how long answers took', () => {
  expect(describeBalance(wholeOutcome)).toEqual([
    '100 sent by 10 clients, 100 came back.',
    'Server 1: 50 received (50 %), 50 answered.',
    'Server 2: 50 received (50 %), 50 answered.',
    '0 clients had more than one server.',
    'Half of the answers came within 1,200 µs, 99 of 100 within 3,400 µs.'
  ])
})

it('names the place of each loss, with the kernel beside it, and how a failure was found out', () => {
  const lines = describeBalance({
    ...wholeOutcome,
    ledger: {
      ...wholeOutcome.ledger,
      sent: 90,
      returned: 80,
      hops: { ...wholeOutcome.ledger.hops, 'balancer-server': { sent: 87, received: 80, lost: 7 } },
      notForwarded: 3
    },
    drops: { ...wholeOutcome.drops, 'balancer-server': 4 },
    stoppedAfter: 40,
    survivors: { clients: 8, moved: 2 },
    failure: { server: 'Server 1', by: 'refused', detectedAfterMs: 2.5, lostAfterDetection: 3 }
  })
  expect(lines).toContain('10 were never sent: the run ended before.')
  expect(lines).toContain('7 of 87 lost from the balancer to the servers; the kernel counts 4 drops there.')
  expect(lines).toContain('3 not forwarded: no server was up, or too many waited for one.')
  expect(lines).toContain('Server 1 was closed when the pool had received 40.')
  expect(lines.at(-1)).toBe('Of 8 clients whose server was still there, 2 (25 %) had another one after that.')
  expect(lines.at(-2)).toBe(
    'Server 1 was taken out 2.5 ms after it was closed: its port refused a datagram. Of what clients sent after that, 3 did not come back.'
  )
})

it('says when server 1 outlived a short run', () => {
  const parameters = { ...wholeOutcome.parameters, failAfter: 90 }
  expect(describeBalance({ ...wholeOutcome, parameters }).at(-1)).toBe(
    'Server 1 was not closed: the run ended before.'
  )
})
