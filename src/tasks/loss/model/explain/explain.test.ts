import { describe, expect, it } from 'vitest'
import type { LossParameters } from '../run'
import { describeOutcome } from '../outcome-words'
import { explain } from './explain'
import { outcomeOf } from './outcome.fixture'

describe('lost at the server', () => {
  const outcome = outcomeOf({ ledger: { lostRequests: 53, firstLost: 15_365 } })

  it('says which queue was full and how it came to be, with figures', () => {
    const text = explain(outcome).why.join(' ')
    expect(text).toContain('every 100 µs')
    expect(text).toContain('101.2 µs')
    expect(text).toContain('r = rate × service time = 1.012')
    expect(text).toContain('212,992 bytes holds 256 requests, each charged 832 bytes')
    expect(text).not.toContain("client's own")
  })

  it('corrects the common wrong answer with what this run counted', () => {
    expect(explain(outcome).correction).toContain(
      "send() accepted all 20,000 datagrams and refused none. A full send buffer makes send() wait or fail, and drops nothing; the loopback interface has no network card that could. The kernel counted 53 drops at the server's receive buffer."
    )
  })

  it('tells a client as fast as it can from a paced one, and a group from a slow server', () => {
    const why = (parameters: Partial<LossParameters>) =>
      explain(outcomeOf({ parameters, ledger: { lostRequests: 5, firstLost: 400 } })).why[0]
    expect(why({ rate: 0, serviceUs: 0 })).toContain('as fast as possible, and the server has to receive')
    expect(why({ rate: 0, serviceUs: 100 })).toContain('at most 10,000 a second')
    expect(why({ serviceUs: 50 })).toContain('on average it keeps up (r = 0.5)')
  })
})

describe('lost at the client', () => {
  it('names its own queue when it reads only after sending', () => {
    const { why, correction } = explain(
      outcomeOf({
        parameters: { clientReads: 'after', rate: 0, serviceUs: 0, clientBuffer: null },
        prediction: { firstLost: 257, queue: 'client', reason: 'client-reads-after', clientCapacity: 256 },
        buffers: {
          server: { requestedBytes: null, grantedBytes: 212_992 },
          client: { requestedBytes: null, grantedBytes: 212_992 }
        },
        ledger: { lostReplies: 744, firstLost: 257 }
      })
    )
    expect(why).toHaveLength(1)
    expect(why[0]).toContain('reads only when all is sent')
    expect(why[0]).toContain('212,992 bytes holds 256 replies')
    expect(correction).toContain("The kernel counted 744 drops at the client's own receive buffer.")
  })

  it('names what came between two reads when it reads while it sends', () => {
    expect(explain(outcomeOf({ ledger: { lostReplies: 1, firstLost: 3 } })).why[0]).toContain(
      'between two of its reads'
    )
  })
})

it('names both queues when both lost', () => {
  const { why, correction } = explain(
    outcomeOf({ ledger: { lostRequests: 2, lostReplies: 1, firstLost: 300 } })
  )
  expect(why.join(' ')).toMatch(/The server's receive buffer.*the client's own receive buffer/)
  expect(correction).toContain(
    "2 drops at the server's receive buffer and 1 drop at the client's own receive buffer"
  )
})

describe('nothing lost', () => {
  it.each([
    ['fits' as const, 'all 20,000 fit even if nobody reads'],
    ['keeps-up' as const, 'The server keeps up'],
    ['ends-in-time' as const, 'about 237 datagrams waited, and it holds 256'],
    ['unpaced' as const, 'The next run may differ']
  ])('says why: %s', (reason, words) => {
    const { why, correction } = explain(outcomeOf({ prediction: { reason, firstLost: null } }))
    expect(why.join(' ')).toContain(words)
    expect(correction).toBeNull()
  })

  it('says that nothing was sent', () => {
    expect(explain(outcomeOf({ ledger: { sent: 0 } })).why[0]).toContain('Nothing was sent')
  })
})

it('names the datagrams of other programs that stood in the queue that lost', () => {
  const foreign = { server: 31_240, client: 0 }
  const why = (ledger: { lostRequests?: number; lostReplies?: number }) =>
    explain(outcomeOf({ ledger: { ...ledger, firstLost: 9 }, foreign })).why.join(' ')
  expect(why({ lostRequests: 5 })).toContain('31,240 datagrams of other programs came to the same socket')
  expect(why({ lostReplies: 5 })).not.toContain('other programs')
})

it('tells refused from lost', () => {
  const { why, correction } = explain(outcomeOf({ ledger: { unsent: 4, lostRequests: 1, firstLost: 9 } }))
  expect(why[0]).toContain('4 datagrams were refused by send()')
  // Which error it was is not part of an outcome: no reason may be named.
  expect(why[0]).not.toContain('room')
  expect(correction).toContain('send() accepted 20,000 datagrams and refused 4 with an error')
})

it('says that a system does not count drops', () => {
  const outcome = outcomeOf({
    ledger: { lostRequests: 5, firstLost: 9 },
    kernelDrops: { server: null, client: null },
    prediction: {
      capacity: null,
      clientCapacity: null,
      charge: null,
      firstLost: null,
      reason: 'system-silent'
    }
  })
  const { why, correction, verdicts } = explain(outcome)
  expect(correction).toContain('does not count drops by socket')
  expect(why.join(' ')).toContain('how many datagrams it holds could not be measured')
  expect(verdicts).toEqual([
    {
      who: 'model',
      error: null,
      text: 'The model cannot tell: how many datagrams a receive buffer holds could not be measured on this system.'
    }
  ])
})

it('shows it when the kernel counted otherwise', () => {
  const outcome = outcomeOf({
    ledger: { lostRequests: 5, firstLost: 9 },
    kernelDrops: { server: 3, client: 2 }
  })
  const text = describeOutcome(outcome).join(' ')
  expect(text).toContain('the kernel counted 3')
  expect(text).toContain('The kernel counted 2 drops at the client, where no number is missing')
})
