import { describe, expect, it } from 'vitest'
import { presets, task4Defaults } from '../../shared/tasks/task4'
import { predict, queueCapacity } from './prediction'
import { ReceiveQueue } from './receive-queue'

const defaultBytes = 212_992
const defaults = { server: defaultBytes, client: defaultBytes }

describe('queueCapacity', () => {
  it('is 256 by default, 480 for 200000 asked for, and never less than one', () => {
    expect(queueCapacity(defaultBytes)).toBe(256)
    expect(queueCapacity(400_000)).toBe(480)
    expect(queueCapacity(0)).toBe(1)
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

describe('predict', () => {
  it('loses number 257 when the client reads only after sending', () => {
    expect(predict({ ...task4Defaults, count: 1000 }, defaults, 'linux')).toEqual({
      firstLost: 257,
      capacity: 256
    })
    expect(predict({ ...task4Defaults, count: 256 }, defaults, 'linux').firstLost).toBeNull()
  })

  it('expects loss of the preset Loss between 0.7 and 1 of K*r/(r-1), and none of No loss', () => {
    const byName = (name: string) => presets.find((preset) => preset.name === name)!.parameters
    const { firstLost } = predict(byName('loss'), defaults, 'linux')
    const ratio = 1.012
    const limit = (256 * ratio) / (ratio - 1)
    expect(firstLost! / limit).toBeGreaterThan(0.7)
    expect(firstLost! / limit).toBeLessThan(1)
    expect(predict(byName('no-loss'), { ...defaults, server: 400_000 }, 'linux').firstLost).toBeNull()
  })

  it('says nothing where the system does not tell', () => {
    expect(predict(task4Defaults, defaults, 'win32')).toEqual({ firstLost: null, capacity: null })
    expect(predict(task4Defaults, { server: null, client: null }, 'linux').capacity).toBeNull()
  })
})
