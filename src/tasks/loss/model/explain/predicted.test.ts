import { describe, expect, it } from 'vitest'
import type { Ledger } from '../ledger'
import type { LossOutcome } from '../run'
import type { Forecast } from '../prediction'
import { describeExperiment, type Experiment, lossQueueOf } from './experiment'
import { explain } from './explain'
import { grantedBuffers } from './granted'
import { marksOf } from './marks'
import { describeForecast } from './model'
import { loss, outcomeOf, prediction } from './outcome.fixture'

describe('verdicts', () => {
  const texts = (outcome: LossOutcome, cancelled = false) =>
    explain(outcome, cancelled).verdicts.map(({ text }) => text)

  it('says how far each was off, and in which direction', () => {
    const outcome = outcomeOf({ guess: 20_000, ledger: { lostRequests: 53, firstLost: 16_000 } })
    expect(texts(outcome)).toEqual([
      'You said that number 20,000 would be lost first; it was 16,000: 4,000 too late (25 % off).',
      'The model said that number 15,693 would be lost first; it was 16,000: 307 too early (1.9 % off).'
    ])
    expect(explain(outcome).verdicts.map(({ error }) => error)).toEqual([0.25, 307 / 16_000])
  })

  it('knows exact ones, and predictions of no loss', () => {
    const lossy = { lostRequests: 1, firstLost: 15_693 }
    expect(texts(outcomeOf({ guess: 15_693, ledger: lossy }))[0]).toContain('and it was: exactly')
    expect(texts(outcomeOf({ guess: 0, ledger: lossy }))[0]).toBe(
      'You said that none would be lost; number 15,693 was the first.'
    )
    expect(texts(outcomeOf({ guess: 0 }))[0]).toBe('You said that none would be lost, and none was.')
    expect(texts(outcomeOf({ guess: 7 }))[0]).toContain('number 7 would be lost first; none was lost')
  })

  it('says of a loss much earlier than predicted that the machine was busy', () => {
    const early = outcomeOf({ ledger: { lostRequests: 9, firstLost: 2000 } })
    expect(texts(early)[0]).toContain('Other programs probably delayed the server')
    const none = outcomeOf({
      prediction: { firstLost: null, reason: 'ends-in-time', queue: null },
      ledger: { lostRequests: 9, firstLost: 2000 }
    })
    expect(texts(none)[0]).toContain('Other programs probably delayed the server')
    expect(texts(outcomeOf({ ledger: { lostRequests: 9, firstLost: 15_000 } }))[0]).not.toContain('delayed')
  })

  it('says of it what other programs wrote to the server, and does not suppose a busy processor then', () => {
    const early = outcomeOf({
      ledger: { lostRequests: 9, firstLost: 2000 },
      foreign: { server: 31_240, client: 0 }
    })
    expect(texts(early)[0]).toContain('the server read 31,240 datagrams of theirs')
    expect(texts(early)[0]).not.toContain('delayed')
    const atTheClient = outcomeOf({
      ledger: { lostRequests: 9, firstLost: 2000 },
      foreign: { server: 0, client: 5 }
    })
    expect(texts(atTheClient)[0]).toContain('Other programs probably delayed the server')
  })

  it('does not judge by a cancelled run, and has nothing of a student who said nothing', () => {
    expect(texts(outcomeOf({ guess: 0 }), true)[0]).toContain('a cancelled run cannot tell')
    expect(texts(outcomeOf({ guess: null }))).toHaveLength(1)
    expect(texts(outcomeOf())).toHaveLength(1)
  })
})

describe('experiments', () => {
  const experiment: Experiment = {
    lost: 'server',
    from: loss,
    to: { ...loss, serverBuffer: 200_000 },
    prediction: { ...prediction, firstLost: null, reason: 'ends-in-time', queue: null }
  }

  it('names what is changed and what the model says of it', () => {
    expect(describeExperiment(experiment)).toBe(
      "Run again with SO_RCVBUF 200000 on the server: the model says that none will be lost. If the server's receive buffer was what lost them, this ends it."
    )
    const many = { ...experiment, to: { ...loss, rate: 8000, serviceUs: 50, count: 9000 } }
    expect(describeExperiment(many)).toContain(
      'with 9,000 numbers, a service time of 50 µs and a rate of 8,000 a second'
    )
  })

  it('knows where a run lost', () => {
    const place = (ledger: Partial<Ledger>) => lossQueueOf(outcomeOf({ ledger }).ledger)
    expect(place({})).toBe('none')
    expect(place({ lostRequests: 1 })).toBe('server')
    expect(place({ lostReplies: 1 })).toBe('client')
    expect(place({ lostRequests: 1, lostReplies: 1 })).toBe('both')
  })
})

it('marks what is a number, and nothing else', () => {
  expect(marksOf(outcomeOf({ guess: 0 })).map(({ kind }) => kind)).toEqual(['model'])
  expect(
    marksOf(outcomeOf({ guess: 9, ledger: { lostRequests: 1, firstLost: 8 } })).map(({ kind, number }) => [
      kind,
      number
    ])
  ).toEqual([
    ['guess', 9],
    ['model', 15_693],
    ['truth', 8]
  ])
})

describe('requested and granted', () => {
  const forecast = (requestedBytes: number | null, grantedBytes: number | null): Forecast => ({
    parameters: loss,
    prediction,
    buffers: {
      server: { requestedBytes, grantedBytes },
      client: { requestedBytes: null, grantedBytes: 212_992 }
    }
  })

  it.each([
    [null, 212_992, 'default'],
    [200_000, 400_000, 'Linux doubles'],
    [1, 2304, 'least'],
    [10_000_000, 8_388_608, 'capped at rmem_max'],
    [5000, null, 'does not tell']
  ])('says how %s became %s', (requested, granted, words) => {
    expect(grantedBuffers(forecast(requested, granted))[0]!.rule).toContain(words)
  })

  it('says how the model came to its word', () => {
    const { claim, steps } = describeForecast(forecast(null, 212_992))
    expect(claim).toBe("The model says that number 15,693 will be lost first, at the server's queue.")
    expect(steps.join(' ')).toMatch(/832 bytes \(measured.*K × r \/ \(r − 1\) = 21,589/)
  })
})
