/** No answer before its question: the order of a run's events, whichever thread tells them first. */
import { describe, expect, it } from 'vitest'
import { EventKind, type LabEvent } from '../../src/shared/events/batch'
import { seededUniform } from '../../src/lab/measure/seeded'
import { lossDefaults, type LossParameters } from '../../src/tasks/loss/model/run'
import { TallyFollower } from '../../src/tasks/loss/model/tally-follower'
import { startLab } from './support'

const { sent, served, received } = EventKind

/** Settings that a seed draws: with and without loss, a client that reads while it sends or afterwards. */
function drawn(seed: number): LossParameters {
  const uniform = seededUniform(seed)
  const one = <T>(values: readonly T[]): T => values[Math.floor(uniform() * values.length)]!
  return {
    ...lossDefaults,
    count: one([8, 100, 700, 3000]),
    clientReads: one(['after', 'while']),
    rate: one([0, 0, 5000]),
    serviceUs: one([0, 0, 120]),
    serverBuffer: one([null, 10_000])
  }
}

/** When each number was so for the first time, by its number. */
function timesOf(events: readonly LabEvent[], ...kinds: number[]): Map<number, number> {
  const times = new Map<number, number>()
  for (const { kind, payload, timeMs } of events) {
    const number = payload && kinds.includes(kind) ? Number(new TextDecoder().decode(payload)) : NaN
    if (!times.has(number)) times.set(number, timeMs)
  }
  times.delete(NaN)
  return times
}

describe.each([1, 2, 3, 4, 5, 6, 7, 8])('a run drawn by seed %s', (seed) => {
  it('sends each number before it is served, and serves it before its answer is read', async () => {
    const { lab, heard } = startLab()
    const parameters = drawn(seed)
    const result = await lab.tasks.task4.run(parameters)
    if (!result.ok) throw new Error(result.fault.message)
    const sentMs = timesOf(heard.events('Client'), sent)
    const servedMs = timesOf(heard.events('Server'), served, received)
    const returnedMs = timesOf(heard.events('Client'), received)
    expect(sentMs.size).toBe(parameters.count)
    expect(servedMs.size).toBe(result.value.ledger.served)
    for (const [number, timeMs] of servedMs)
      expect(timeMs, `served ${number}`).toBeGreaterThanOrEqual(sentMs.get(number)!)
    for (const [number, timeMs] of returnedMs)
      expect(timeMs, `returned ${number}`).toBeGreaterThanOrEqual(servedMs.get(number)!)
  })

  it('draws counts that never run ahead of what they follow', async () => {
    const { lab, heard } = startLab()
    const { count } = drawn(seed)
    const result = await lab.tasks.task4.run(drawn(seed))
    if (!result.ok) throw new Error(result.fault.message)
    const follower = new TallyFollower(count)
    follower.advance(heard.recorded)
    const { sent: asked, served: done, returned } = follower.series
    for (const { timeMs } of [asked, done, returned]) expect(timeMs).toEqual(timeMs.toSorted((a, b) => a - b))
    // The first of each comes after the first of what it follows, and so does the last.
    const ends = [asked, done, returned].map(({ timeMs }) => [timeMs[0]!, timeMs.at(-1)!] as const)
    expect(ends[1]![0]).toBeGreaterThanOrEqual(ends[0]![0])
    expect(ends[2]![0]).toBeGreaterThanOrEqual(ends[1]![0])
  })
})
