import { expect, it } from 'vitest'
import { CrashCount } from './crash-count'

function counted(timesMs: readonly number[]): boolean[] {
  let nowMs = 0
  const count = new CrashCount(3, () => nowMs)
  return timesMs.map((timeMs) => {
    nowMs = timeMs
    return count.tooMany()
  })
}

it('bears three deaths within a minute, and the fourth is too many', () => {
  expect(counted([0, 1, 2, 3])).toEqual([false, false, false, true])
  expect(counted([0, 20_000, 40_000, 59_999])).toEqual([false, false, false, true])
})

it('forgets a death after a minute', () => {
  expect(counted([0, 20_000, 40_000, 60_000])).toEqual([false, false, false, false])
})

it('never finds spaced deaths too many, however many they are', () => {
  const everyHalfMinute = Array.from({ length: 1000 }, (_, death) => death * 30_000)
  expect(counted(everyHalfMinute)).toEqual(everyHalfMinute.map(() => false))
})

it('counts anew once somebody was asked', () => {
  expect(counted([0, 1, 2, 3, 4, 5, 6, 7])).toEqual([false, false, false, true, false, false, false, true])
})
