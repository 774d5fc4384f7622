import { describe, expect, it } from 'vitest'
import { presets, lossDefaults, type LossParameters } from '#tasks/loss/model/run'
import { predict, type QueueFacts, queueCapacity } from './prediction'
import { ReceiveQueue } from '#lab/measure/receive-queue'

const defaultBytes = 212_992
const facts: QueueFacts = {
  platform: 'linux',
  grantedBytes: { server: defaultBytes, client: defaultBytes },
  charge: { payloadBytes: 5, bytes: 832, source: 'measured' }
}

describe('queueCapacity', () => {
  it('is 256 by default, 480 for 200000 asked for, and never less than one', () => {
    expect(queueCapacity(defaultBytes, 832)).toBe(256)
    expect(queueCapacity(400_000, 832)).toBe(480)
    expect(queueCapacity(0, 832)).toBe(1)
  })
})

describe('ReceiveQueue', () => {
  it('takes its capacity from an idle reader, and drops the next', () => {
    const queue = new ReceiveQueue(defaultBytes, 832)
    const taken = Array.from({ length: 300 }, () => queue.arrive())
    expect(taken.indexOf(false)).toBe(256)
    expect(queue.length).toBe(256)
  })

  it('takes one datagram even when it is larger than the buffer', () => {
    const queue = new ReceiveQueue(100, 832)
    expect(queue.arrive()).toBe(true)
    expect(queue.arrive()).toBe(false)
  })

  it('gives space back in quarters, or when the reader has read all', () => {
    const queue = new ReceiveQueue(832 * 8, 832)
    for (let index = 0; index < 8; index++) queue.arrive()
    queue.read()
    expect(queue.arrive()).toBe(false)
    queue.read()
    expect([queue.arrive(), queue.arrive(), queue.arrive()]).toEqual([true, true, false])
  })
})

const predictOf = (parameters: Partial<LossParameters>, granted: Partial<QueueFacts['grantedBytes']> = {}) =>
  predict(
    { ...lossDefaults, ...parameters },
    { ...facts, grantedBytes: { ...facts.grantedBytes, ...granted } }
  )
const preset = (name: string) => presets.find((candidate) => candidate.name === name)!.parameters

describe('predict, where the client reads only after sending', () => {
  it('loses number 257 of a thousand at the client', () => {
    expect(predictOf({ count: 1000 })).toEqual({
      firstLost: 257,
      capacity: 256,
      clientCapacity: 256,
      queue: 'client',
      reason: 'client-reads-after',
      charge: facts.charge
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

describe('predict, where the system does not tell', () => {
  it('says nothing', () => {
    const nothing = {
      firstLost: null,
      capacity: null,
      clientCapacity: null,
      queue: null,
      reason: 'system-silent',
      charge: null
    }
    expect(predict(lossDefaults, { ...facts, platform: 'win32' })).toEqual(nothing)
    expect(predict(lossDefaults, { ...facts, charge: null })).toEqual(nothing)
    expect(predict(lossDefaults, { ...facts, grantedBytes: { server: null, client: null } })).toEqual(nothing)
  })
})
