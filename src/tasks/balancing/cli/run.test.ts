import { expect, it } from 'vitest'
import { readWords, UsageError } from '#cli/options'
import { wholeOutcome } from '../model/outcome.fixture'
import type { BalancingParameters } from '../model/parameters'
import { balanceOptions, balanceParameters } from './parameters'
import { balanceDocument } from './document'
import { balance } from './run'

const read = (...words: string[]): BalancingParameters =>
  balanceParameters(readWords(words, balanceOptions, 0).values)

it('reads the words of the call', () => {
  expect(
    read(
      ...['--weights', '5,3,0', '--algorithm', 'maglev', '--per', 'datagram', '--clients', '7'],
      ...['--messages', '9', '--fail-after', '20', '--balancer', 'lab']
    )
  ).toMatchObject({
    servers: [
      { weight: 5, serviceUs: 0 },
      { weight: 3, serviceUs: 0 },
      { weight: 0, serviceUs: 0 }
    ],
    algorithm: 'maglev',
    per: 'datagram',
    clients: 7,
    messages: 9,
    failAfter: 20
  })
  expect(read('--servers', '2').servers).toHaveLength(2)
})

it.each([
  [['--weights', '1,2', '--servers', '3'], /--weights has 2 for 3 servers/],
  [['--weights', '1,,2'], /such as 3,1,1, not "1,,2"/],
  [['--weights', '101'], /from 0 to 100/],
  [['--servers', '17'], /from 1 to 16/],
  [['--clients', '20001'], /from 1 to 20000/],
  [['--algorithm', 'fastest'], /not "fastest"/],
  [['--balancer', 'haproxy'], /--balancer takes .*, not "haproxy"/],
  [['--balancer', 'reuseport', '--algorithm', 'random'], /--algorithm is not for --balancer reuseport/]
])('%j is off', (words, message) => {
  expect(() => read(...words)).toThrow(UsageError)
  expect(() => read(...words)).toThrow(message)
})

it('its document has these fields and no others', () => {
  expect(balanceDocument(wholeOutcome)).toEqual({
    algorithm: 'round-robin',
    balancer: 'lab',
    servers: [
      { name: 'Server 1', received: 50, replied: 50 },
      { name: 'Server 2', received: 50, replied: 50 }
    ],
    clients: 10,
    ledger: {
      sent: 100,
      returned: 100,
      unsent: 0,
      duplicated: 0,
      notForwarded: 0,
      notAnswered: 0,
      notReturned: 0,
      lossRatio: 0
    },
    hops: wholeOutcome.ledger.hops,
    kernelDrops: wholeOutcome.drops,
    sessionsMoved: 0,
    survivors: null,
    latencyMicros: { p50: 1200, p99: 3400 }
  })
})

it('its help names every option', () => {
  for (const name of Object.keys(balanceOptions)) expect(balance.help).toContain(`--${name} `)
})
