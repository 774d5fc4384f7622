import { expect, it } from 'vitest'
import { judge, type Witness, type WitnessSide } from './witness'
import { describeWitness } from './witness-words'

type Counts = Partial<Omit<WitnessSide, 'agreement'>>

function side(counts: Counts): WitnessSide {
  const full = { lost: 0, drops: 0, foreign: 0, copies: 0, ...counts }
  return { ...full, agreement: judge(full) }
}

function words(server: Counts, client: Counts = {}, more: Partial<Witness> = {}): string {
  const witness: Witness = {
    source: 'socket',
    gap: null,
    server: side(server),
    client: side(client),
    system: null,
    ...more
  }
  return describeWitness({
    witness,
    foreign: { server: server.foreign ?? 0, client: client.foreign ?? 0 }
  }).join(' ')
}

it('sets two counts that agree side by side', () => {
  expect(words({ lost: 2184, drops: 2184 })).toBe(
    "2,184 lost at the server's receive buffer; the kernel counted 2,184."
  )
  expect(words({}, { lost: 7, drops: 7 })).toContain("the client's receive buffer")
  expect(words({})).toBe('The kernel counted no drop at either socket.')
})

it('hears the sum over all sockets as a second witness', () => {
  const sum = (receiveBufferErrors: number): string =>
    words(
      { lost: 7, drops: 7 },
      { lost: 2, drops: 2 },
      { system: { inDatagrams: 50, inErrors: 9, receiveBufferErrors } }
    )
  expect(sum(9)).toContain('grew by the same 9')
  expect(sum(12)).toContain('grew by 12, not 9: sockets of other programs are in it')
  expect(sum(8)).toContain('contradict each other')
})

it('tells what was lost on the way from what a receive buffer dropped', () => {
  expect(judge({ lost: 20, drops: 17, foreign: 0, copies: 0 })).toBe('differs')
  expect(words({ lost: 20, drops: 17 })).toContain(
    '3 datagrams lost on the way (not in a receive buffer): 20 did not come'
  )
  expect(words({ lost: 20, drops: 17, copies: 4 })).toContain('At least 3 datagrams lost on the way')
})

it('shows a count that is larger than ours as what it is', () => {
  expect(words({ lost: 5, drops: 9 })).toContain('4 more than the ledger misses there')
})

it('does not judge when others wrote to the same socket, and says how many of the drops are theirs at least', () => {
  expect(judge({ lost: 200, drops: 900, foreign: 5000, copies: 0 })).toBe('unknown')
  const said = words({ lost: 200, drops: 900, foreign: 5000 })
  expect(said).toContain('some of the drops may not be ours. At least 700 of them are not.')
  expect(said).toContain("5,000 datagrams from other programs came to the server's port")
})

it('never hides that nobody counted', () => {
  const unread = { source: 'none', gap: 'unreadable' } as const
  expect(words({ lost: 3, drops: null }, {}, unread)).toContain(
    'counter could not be read, so only our own count is shown'
  )
  const system = { inDatagrams: 100, inErrors: null, receiveBufferErrors: 12 }
  const estimate = words({ lost: 3, drops: null }, {}, { source: 'system', gap: 'not-counted', system })
  expect(estimate).toContain('This system does not count drops by socket.')
  expect(estimate).toContain('An estimate: its sums over all sockets of all programs grew by 12')
})
