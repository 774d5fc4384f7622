// @ts-check
import { expect, test } from 'vitest'
import { isFlat, judge, limits, theilSenSlope } from './verdict.mjs'

const plannedMs = 10 * 60_000
const soak = { plannedMs, calls: 1000, faults: 0 }

/**
 * A rest every ten seconds for the whole time.
 *
 * @param {(minute: number, index: number) => Partial<import('./verdict.mjs').Rest>} [change]
 */
function rests(change = () => ({})) {
  return Array.from({ length: 61 }, (_, index) => ({
    atMs: index * 10_000,
    mainBytes: 400e6,
    mainHeapBytes: 10e6,
    pageBytes: 300e6,
    pageHeapBytes: 20e6,
    descriptors: 120,
    udpSockets: 0,
    threads: 38,
    ...change(index / 6, index)
  }))
}

/** What was not held. @param {import('./verdict.mjs').Judgement[]} judgements */
const broken = (judgements) => judgements.filter(({ held }) => held === false).map(({ what }) => what)

test('the slope is that of the line, whatever a quarter of the points says', () => {
  const points = Array.from({ length: 40 }, (_, x) => ({
    x,
    y: x % 4 === 0 ? 1e9 * ((x % 8) - 4) : 3 + 2 * x
  }))
  expect(theilSenSlope(points)).toBeCloseTo(2, 5)
  expect(theilSenSlope([{ x: 1, y: 1 }])).toBeNaN()
})

test('what stays is flat, and so is what rises only while the app gets warm', () => {
  expect(broken(judge(rests(), soak))).toEqual([])
  const warming = rests((minute) => ({ mainBytes: 400e6 + 50e6 * Math.min(minute, 2) }))
  expect(isFlat(judge(warming, soak))).toBe(true)
})

test('steps of an allocator up and down are flat', () => {
  const stepping = rests((_minute, index) => ({ mainBytes: 400e6 + (index % 5) * 8e6 }))
  expect(broken(judge(stepping, soak))).toEqual([])
})

test.each(Object.entries(limits.bytesPerMinute))(
  '%s that grows faster than its limit is not flat',
  (key, limit) => {
    const growing = (/** @type {number} */ share) =>
      judge(
        rests((minute) => ({ [key]: 100e6 + minute * limit * share })),
        soak
      )
    expect(broken(growing(1.1))).toHaveLength(1)
    expect(broken(growing(0.9))).toEqual([])
  }
)

test('a leaked descriptor or thread a minute is found, one socket at rest too', () => {
  const leaking = (/** @type {string} */ key) =>
    broken(
      judge(
        rests((minute) => ({ [key]: 100 + Math.floor(minute) })),
        soak
      )
    )
  expect(leaking('descriptors')).toEqual(['main, descriptors: first and last fifth'])
  expect(leaking('threads')).toEqual(['main, threads: first and last fifth'])
  expect(
    broken(
      judge(
        rests((_minute, index) => ({ udpSockets: index === 60 ? 1 : 0 })),
        soak
      )
    )
  ).toEqual(['UDP sockets left at rest'])
})

test('a fault is not flat, nor is a soak that made no call', () => {
  expect(broken(judge(rests(), { ...soak, faults: 1 }))).toEqual(['calls that failed'])
  expect(broken(judge(rests(), { ...soak, calls: 0 }))).toEqual(['calls that failed'])
})

test('over less than some minutes memory is not judged, and sockets are', () => {
  const short = rests((minute) => ({ mainBytes: minute * 100e6 })).slice(0, 12)
  const judgements = judge(short, { ...soak, plannedMs: 120_000 })
  expect(judgements.filter(({ held }) => held === null)).toHaveLength(4)
  expect(broken(judgements)).toEqual([])
  expect(isFlat(judge([], soak))).toBe(false)
})
