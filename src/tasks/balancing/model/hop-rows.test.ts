import { expect, it } from 'vitest'
import { balanceSheet, hopRows, placeRows } from './hop-rows'
import { wholeOutcome } from './outcome.fixture'

it('has a row a hop with the kernel’s drops, and the places that ended some', () => {
  const lossy = {
    ...wholeOutcome,
    ledger: {
      ...wholeOutcome.ledger,
      returned: 95,
      notForwarded: 1,
      hops: { ...wholeOutcome.ledger.hops, 'balancer-server': { sent: 99, received: 95, lost: 4 } }
    },
    drops: { 'balancer-server': 4 }
  }
  expect(hopRows(lossy)[1]).toEqual({
    ...{ title: 'Balancer → server', sent: 99, received: 95, lost: 4, drops: 4 }
  })
  expect(hopRows(lossy)[0]?.drops).toBeNull()
  expect(placeRows(lossy)).toMatchObject([{ count: 1 }, { count: 0 }, { count: 0 }])
  const { sent, returned, lost, ended } = balanceSheet(lossy)
  expect(returned + lost + ended).toBe(sent)
})

it('where nobody stands between, only a server can end one', () => {
  const { ledger } = wholeOutcome
  const hop = { sent: 100, received: 100, lost: 0 }
  const direct = {
    ...wholeOutcome,
    ledger: { ...ledger, hops: { 'client-server': hop, 'server-client': hop } }
  }
  expect(hopRows(direct).map(({ title }) => title)).toEqual(['Client → server', 'Server → client'])
  expect(placeRows(direct)).toEqual([{ title: 'Not answered', count: 0 }])
})
