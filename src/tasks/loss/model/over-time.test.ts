import { expect, test } from 'vitest'
import { EventKind } from '#shared/events/batch'
import { NumberTimes } from './number-times'
import { pair } from './recorder.fixture'
import { type Step, StepLine } from './step-line'
import { overTimeOf } from './over-time'

interface Row {
  sent: number
  served?: number
  returned?: number
}

/** From the events of a server and a client, at ms on their clock. */
function timesOf(rows: readonly Row[]): NumberTimes {
  const [server, client] = pair()
  rows.forEach(({ sent, served, returned }, index) => {
    const number = [index + 1]
    client.add(EventKind.sent, number, sent)
    if (served !== undefined) server.add(EventKind.served, number, served)
    if (returned !== undefined) client.add(EventKind.received, number, returned)
  })
  const times = new NumberTimes(rows.length)
  times.advance([server, client])
  return times
}

const exact = { over: true, stepsMaximum: 1000 }
const pairs = (steps: readonly Step[]): number[][] => steps.map(({ atMs, value }) => [atMs, value])

test('each event is a step of its queue, and a loss stands where it happened', () => {
  const times = timesOf([
    { sent: 10, served: 14, returned: 20 },
    { sent: 11 },
    { sent: 12, served: 16 },
    { sent: 13, served: 18, returned: 21 }
  ])
  const { server, client, lost } = overTimeOf(times, exact)
  expect(pairs(server)).toEqual([
    [0, 0],
    [0, 1],
    [2, 2],
    [3, 3],
    [4, 2],
    [6, 1],
    [8, 0],
    [11, 0]
  ])
  expect(pairs(client)).toEqual([
    [0, 0],
    [4, 1],
    [8, 2],
    [10, 1],
    [11, 0],
    [11, 0]
  ])
  expect(pairs(lost)).toEqual([
    [0, 0],
    [1, 1],
    [6, 2],
    [11, 2]
  ])
})

test('while a run goes on only what a later number passed is lost', () => {
  const times = timesOf([{ sent: 10 }, { sent: 11, served: 12 }, { sent: 13 }])
  const { server, lost } = overTimeOf(times, { ...exact, over: false })
  expect(lost.at(-1)!.value).toBe(1)
  expect(server.at(-1)!.value).toBe(1)
})

test('no queue ever holds less than nothing, however the stamps stand', () => {
  const times = timesOf([
    { sent: 12, served: 10, returned: 9 },
    { sent: 11, served: 13, returned: 12 },
    { sent: 14, served: 13.5, returned: 15 }
  ])
  const { server, client } = overTimeOf(times, exact)
  for (const { value } of [...server, ...client]) expect(value).toBeGreaterThanOrEqual(0)
  expect(server.at(-1)!.value).toBe(0)
  expect(client.at(-1)!.value).toBe(0)
})

test('of many steps in a moment the highest and the last are kept', () => {
  const line = new StepLine(1000, 10_000, 20)
  for (let event = 0; event < 10_000; event++) line.add(event / 10, event === 5432 ? 99 : event % 7)
  const steps = line.end(1000)
  expect(steps.length).toBeLessThanOrEqual(24)
  expect(Math.max(...steps.map(({ value }) => value))).toBe(99)
  expect(steps.at(-1)).toEqual({ atMs: 1000, value: 9999 % 7 })
})

test('a run of days is told in coarser ticks, none of them lost', () => {
  const dayMs = 86_400_000
  const times = timesOf([
    { sent: 0, served: 1, returned: 2 },
    { sent: dayMs, served: dayMs + 1000 },
    { sent: 2 * dayMs, served: 2 * dayMs + 1000, returned: 2 * dayMs + 3000 }
  ])
  expect(times.tickMs).toBeGreaterThan(0.001)
  const { sent, lost, returned } = overTimeOf(times, exact)
  expect(sent.map(({ value }) => value)).toEqual([0, 1, 2, 3, 3])
  expect(sent[2]!.atMs).toBeCloseTo(dayMs, -1)
  expect(lost.at(-1)!.value).toBe(1)
  expect(returned.at(-1)).toEqual({ atMs: expect.closeTo(2 * dayMs + 3000, -1), value: 2 })
})

test('the highest number that was sent by a moment', () => {
  const times = timesOf([{ sent: 10, served: 11 }, { sent: 12 }, { sent: 14, served: 15 }])
  expect([9.9, 10, 11.9, 12, 13.9, 14, 99].map((atMs) => times.lastSentBy(atMs))).toEqual([
    0, 1, 1, 2, 2, 3, 3
  ])
  expect(new NumberTimes(3).lastSentBy(5)).toBe(0)
})
