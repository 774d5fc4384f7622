import { describe, expect, it } from 'vitest'
import { directHopNames, Hop, hopLedger, hopsByCounters, isClosed } from './hops'

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

it('where the kernel picks the server there are two hops, and one place', () => {
  const ledger = hopLedger(
    Uint8Array.of(
      upTo(Hop.clientSent),
      upTo(Hop.serverReceived),
      upTo(Hop.serverSent),
      upTo(Hop.clientReceived)
    ),
    directHopNames
  )
  expect(ledger).toEqual({
    sent: 4,
    returned: 1,
    hops: {
      'client-server': { sent: 4, received: 3, lost: 1 },
      'server-client': { sent: 2, received: 1, lost: 1 }
    },
    notForwarded: 0,
    notAnswered: 1,
    notReturned: 0
  })
  expect(isClosed(ledger)).toBe(true)
})

describe('of a balancer that tells nothing', () => {
  const direct = {
    sent: 100,
    returned: 70,
    hops: {
      'client-server': { sent: 100, received: 80, lost: 20 },
      'server-client': { sent: 78, received: 70, lost: 8 }
    },
    notForwarded: 0,
    notAnswered: 2,
    notReturned: 0
  }

  it('where a datagram was lost is the counters’ word, and what none of them has ended in the balancer', () => {
    const ledger = hopsByCounters(direct, {
      'client-balancer': 5,
      'balancer-server': 9,
      'server-balancer': 1,
      'balancer-client': 4
    })
    expect(ledger).toEqual({
      sent: 100,
      returned: 70,
      hops: {
        'client-balancer': { sent: 100, received: 95, lost: 5 },
        'balancer-server': { sent: 89, received: 80, lost: 9 },
        'server-balancer': { sent: 78, received: 77, lost: 1 },
        'balancer-client': { sent: 74, received: 70, lost: 4 }
      },
      notForwarded: 6,
      notAnswered: 2,
      notReturned: 3
    })
    expect(isClosed(ledger)).toBe(true)
  })

  it('drops of strangers’ datagrams, or none that are known, leave it closed', () => {
    for (const drops of [{}, { 'client-balancer': 1e6, 'server-balancer': 1e6 }, { 'balancer-server': null }])
      expect(isClosed(hopsByCounters(direct, drops))).toBe(true)
  })
})
