import { describe, expect, it } from 'vitest'
import { EventKind } from '#shared/events/batch'
import { EventStore } from '#shared/events/event-store'
import { baseMs, drawNumbers, runOf } from '../../model/queue/random-run.fixture'
import { pair } from '../../model/recorder.fixture'
import { waitingOf } from './waiting'

const { sent, served, received, unsent } = EventKind

it('a request waits from its send until it is served, and one that was dropped never waits', () => {
  const [server, client] = pair()
  client.add(sent, [1, 2, 3, 4], 100)
  server.addRows(
    [
      [served, 1, 5],
      [served, 2, 6],
      [served, 4, 7]
    ],
    100
  )
  expect(waitingOf([server, client], 4, 100)).toEqual({
    seconds: [0, 0, 0.001, 0.003, 0.005, 0.006, 0.007],
    datagrams: [0, 1, 2, 3, 2, 1, 0]
  })
})

it('a server that was quicker than the stamp of the send makes no queue below nothing', () => {
  const [server, client] = pair()
  client.add(sent, [1], 104)
  server.add(served, [1], 103)
  expect(waitingOf([server, client], 1, 104)).toEqual({ seconds: [0, 0, 0], datagrams: [0, 1, 0] })
})

it('a copy that the path made, a number that is none of the run’s, and plain text count for nothing', () => {
  const [server, client] = pair()
  client.add(sent, [1, 2], 10)
  client.add(unsent, [3], 15)
  server.add(served, [1, 1, 2, 9], 20)
  server.add(served, [2], 40, false)
  const waiting = waitingOf([server, client], 3, 10)!
  expect(waiting.datagrams).toEqual([0, 1, 2, 1, 0])
  expect(waiting.seconds.at(-1)).toBeCloseTo(0.012, 9)
})

it('a request that the server received and could not answer waited too', () => {
  const [server, client] = pair()
  client.add(sent, [1], 0)
  server.add(received, [1], 2)
  expect(waitingOf([server, client], 1, 0)!.datagrams).toEqual([0, 1, 0])
})

it('without a server, or without a client, nothing is known', () => {
  const [server, client] = pair()
  expect(waitingOf([server], 1, 0)).toBeNull()
  expect(waitingOf([client], 1, 0)).toBeNull()
  expect(waitingOf([server, client], 8, 0)).toEqual({ seconds: [0], datagrams: [0] })
})

describe.each([1, 2, 3, 4, 5, 6])('a run drawn by seed %i', (seed) => {
  const numbers = drawNumbers(seed)
  const { batches } = runOf(numbers, seed, 50)
  const endpoints = pair().map(({ info }) => {
    const store = new EventStore()
    for (const batch of batches[info.role]) store.add(batch)
    return { info, store }
  })
  const waiting = waitingOf(endpoints, numbers.length, baseMs)!

  it('has at each moment as many waiting as were sent and not yet served', () => {
    const inQueue = numbers.filter(({ servedUs }) => servedUs !== null)
    const steps = waiting.seconds.map((seconds) => Math.round(seconds * 1e6))
    for (const [index, us] of steps.entries()) {
      if (us === steps[index + 1]) continue // several at one time: what holds is the last
      const come = inQueue.filter(({ sentUs }) => sentUs! <= us).length
      const gone = inQueue.filter(({ servedUs }) => servedUs! <= us).length
      expect(waiting.datagrams[index], `${us} µs`).toBe(come - gone)
    }
    expect(waiting.datagrams.at(-1)).toBe(0)
    expect(waiting.datagrams).toHaveLength(1 + 2 * inQueue.length)
  })
})
