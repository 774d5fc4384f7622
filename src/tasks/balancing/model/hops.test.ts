import { expect, it } from 'vitest'
import { Hop, hopLedger, isClosed } from './hops'

const upTo = (last: number): number => 2 * last - 1

it('each number is lost on one hop, kept at one place, or back', () => {
  const ledger = hopLedger(
    Uint8Array.of(
      0,
      upTo(Hop.clientSent),
      upTo(Hop.balancerReceived),
      upTo(Hop.balancerSent),
      upTo(Hop.serverReceived),
      upTo(Hop.serverSent),
      upTo(Hop.balancerReturned),
      upTo(Hop.balancerReplied),
      upTo(Hop.clientReceived)
    )
  )
  expect(ledger).toEqual({
    sent: 8,
    returned: 1,
    hops: {
      'client-balancer': { sent: 8, received: 7, lost: 1 },
      'balancer-server': { sent: 6, received: 5, lost: 1 },
      'server-balancer': { sent: 4, received: 3, lost: 1 },
      'balancer-client': { sent: 2, received: 1, lost: 1 }
    },
    notForwarded: 1,
    notAnswered: 1,
    notReturned: 1
  })
  expect(isClosed(ledger)).toBe(true)
})

it('what arrived was sent, whatever its send() told', () => {
  expect(hopLedger(Uint8Array.of(Hop.clientReceived))).toMatchObject({ sent: 1, returned: 1 })
})

it('closes for every combination of what may be known', () => {
  expect(isClosed(hopLedger(Uint8Array.from({ length: 256 }, (_, bits) => bits)))).toBe(true)
})
