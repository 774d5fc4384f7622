import { describe, expect, it } from 'vitest'
import { presets, lossDefaults, type LossParameters } from '#tasks/loss/model/run'
import { type DatagramCharge, type FullRule, heldByRule } from '#shared/kept/datagram-charge'
import { LinuxQueue, PlainQueue } from '#shared/kept/receive-queue'
import { type ModelFacts, predict } from './prediction'

const defaultBytes = 212_992
const charge = { payloadBytes: 5, bytes: 832, source: 'measured', rule: 'would-exceed' } as const

/** What the lab finds out on a Linux that charges `of.bytes`. */
function factsOf(
  serverBytes: number,
  clientBytes: number,
  of: DatagramCharge & { rule: FullRule }
): ModelFacts {
  const queue = (bytes: number) => ({ holds: heldByRule(bytes, of.bytes, of.rule), filled: true })
  return { server: queue(serverBytes), client: queue(clientBytes), charge: of, serverBytes }
}

describe('heldByRule', () => {
  it('is what both kernels were found to hold (shared/architecture.md), and never less than one', () => {
    expect(heldByRule(defaultBytes, 832, 'would-exceed')).toBe(256)
    expect(heldByRule(400_000, 832, 'would-exceed')).toBe(480)
    expect(heldByRule(defaultBytes, 768, 'exceeded')).toBe(278)
    expect(heldByRule(400_000, 768, 'exceeded')).toBe(521)
    expect(heldByRule(0, 832, 'would-exceed')).toBe(1)
    expect(heldByRule(0, 832, 'exceeded')).toBe(1)
  })
})

describe('LinuxQueue', () => {
  it('takes its capacity from an idle reader, and drops the next', () => {
    const queue = new LinuxQueue(defaultBytes, 832, 'would-exceed')
    const taken = Array.from({ length: 300 }, () => queue.arrive())
    expect(taken.indexOf(false)).toBe(256)
    expect(queue.length).toBe(256)
  })

  it.each([
    [768, 'exceeded', 278],
    [832, 'would-exceed', 256]
  ] as const)('of %s bytes a datagram by the rule %s holds %s', (bytes, rule, holds) => {
    const queue = new LinuxQueue(defaultBytes, bytes, rule)
    while (queue.arrive()) continue
    expect(queue.length).toBe(holds)
  })

  it('takes one datagram even when it is larger than the buffer', () => {
    const queue = new LinuxQueue(100, 832, 'would-exceed')
    expect(queue.arrive()).toBe(true)
    expect(queue.arrive()).toBe(false)
  })

  it('gives space back in quarters, or when the reader has read all', () => {
    const queue = new LinuxQueue(832 * 8, 832, 'would-exceed')
    for (let index = 0; index < 8; index++) queue.arrive()
    queue.read()
    expect(queue.arrive()).toBe(false)
    queue.read()
    expect([queue.arrive(), queue.arrive(), queue.arrive()]).toEqual([true, true, false])
  })
})

it('PlainQueue makes room for one with each that is read', () => {
  const queue = new PlainQueue(2)
  expect([queue.arrive(), queue.arrive(), queue.arrive()]).toEqual([true, true, false])
  queue.read()
  expect([queue.arrive(), queue.arrive()]).toEqual([true, false])
})

const predictOf = (
  parameters: Partial<LossParameters>,
  { server = defaultBytes, client = defaultBytes }: { server?: number; client?: number } = {}
) => predict({ ...lossDefaults, ...parameters }, factsOf(server, client, charge))
const preset = (name: string) => presets.find((candidate) => candidate.name === name)!.parameters

describe('predict, where the client reads only after sending', () => {
  it('loses number 257 of a thousand at the client', () => {
    expect(predictOf({ count: 1000 })).toEqual({
      firstLost: 257,
      capacity: 256,
      clientCapacity: 256,
      queue: 'client',
      reason: 'client-reads-after',
      charge
    })
  })

  it('loses none of what both queues hold', () => {
    expect(predictOf({ count: 256 })).toMatchObject({ firstLost: null, queue: null, reason: 'fits' })
  })

  it('cannot tell when the client may be done before its queue is full', () => {
    expect(predictOf({ count: 300 })).toMatchObject({ firstLost: null, reason: 'race' })
    expect(predictOf({ count: 257, rate: 1000 })).toMatchObject({ firstLost: null, reason: 'race' })
  })

  it('cannot tell when the server may lose first', () => {
    expect(predictOf({ count: 5000 }, { client: 2_000_000 })).toMatchObject({ reason: 'unpaced' })
    expect(predictOf({ count: 5000, serviceUs: 100 })).toMatchObject({ firstLost: null, reason: 'unpaced' })
  })

  it('names the smaller number where the server loses a larger one before it', () => {
    const prediction = predictOf({ count: 3000, rate: 5000, serviceUs: 400 })
    expect(prediction).toMatchObject({ firstLost: 257, queue: 'client', reason: 'client-reads-after' })
  })

  it('loses at the client when it is paced, too', () => {
    const prediction = predictOf({ count: 1000, rate: 2000 })
    expect(prediction).toMatchObject({ firstLost: 257, queue: 'client', reason: 'client-reads-after' })
  })
})

describe('predict, where the client reads while it sends', () => {
  it('expects loss of the preset Loss between 0.7 and 1 of K*r/(r-1), and none of No loss', () => {
    const { firstLost, queue, reason } = predictOf(preset('loss'), { client: 425_984 })
    const ratio = 1.012
    const limit = (256 * ratio) / (ratio - 1)
    expect(firstLost! / limit).toBeGreaterThan(0.7)
    expect(firstLost! / limit).toBeLessThan(1)
    expect([queue, reason]).toEqual(['server', 'server-outrun'])
    expect(predictOf(preset('no-loss'), { server: 400_000 })).toMatchObject({
      firstLost: null,
      reason: 'ends-in-time'
    })
  })

  it('loses earlier the more the server is outrun', () => {
    const numbers = [101.2, 105, 120, 200].map(
      (serviceUs) => predictOf({ ...preset('loss'), serviceUs }).firstLost!
    )
    expect(numbers).toEqual(numbers.toSorted((one, other) => other - one))
    expect(numbers.at(-1)).toBeGreaterThan(256)
  })

  it('is the same each time that it is asked', () => {
    expect(predictOf(preset('loss'))).toEqual(predictOf(preset('loss')))
  })

  it('says so when it cannot tell', () => {
    expect(predictOf({ clientReads: 'while' }).reason).toBe('unpaced')
    expect(predictOf({ ...preset('loss'), count: 1_000_000, serviceUs: 100.2 }).reason).toBe('near-balance')
    expect(predictOf(preset('loss'), { server: 2304 }).reason).toBe('short-queue')
    expect(predictOf(preset('loss'), { client: 2304 }).reason).toBe('short-queue')
  })

  it('loses nothing when the server keeps up', () => {
    expect(predictOf({ ...preset('loss'), serviceUs: 50 })).toMatchObject({
      firstLost: null,
      reason: 'keeps-up'
    })
  })
})

describe('predict, on another kernel', () => {
  it('loses number 279 first where 278 fit', () => {
    const older = { ...charge, bytes: 768, rule: 'exceeded' } as const
    expect(
      predict({ ...lossDefaults, count: 3000 }, factsOf(defaultBytes, defaultBytes, older))
    ).toMatchObject({
      firstLost: 279,
      queue: 'client',
      reason: 'client-reads-after'
    })
  })
})

describe('predict, where the system does not tell what it charges', () => {
  const counted: ModelFacts = {
    server: { holds: 900, filled: true },
    client: { holds: 300, filled: true },
    charge: null,
    serverBytes: 65_536
  }

  it('goes by what the filled queues held', () => {
    expect(predict({ ...lossDefaults, count: 1000 }, counted)).toMatchObject({
      firstLost: 301,
      capacity: 900,
      clientCapacity: 300,
      queue: 'client',
      charge: null
    })
    const { firstLost, queue } = predict(preset('loss'), counted)
    expect(queue).toBeNull()
    expect(firstLost).toBeNull()
    const slower = predict({ ...preset('loss'), serviceUs: 110 }, counted)
    expect(slower).toMatchObject({ queue: 'server', reason: 'server-outrun' })
    // K x r / (r - 1) at the latest, and no quarters here that make it earlier.
    expect(slower.firstLost! / ((900 * 1.1) / 0.1)).toBeGreaterThan(0.9)
  })

  it('says nothing where nothing could be measured', () => {
    const nothing = {
      firstLost: null,
      capacity: null,
      clientCapacity: null,
      queue: null,
      reason: 'system-silent',
      charge: null
    }
    expect(predict(lossDefaults, { server: null, client: null, charge: null, serverBytes: null })).toEqual(
      nothing
    )
  })
})
