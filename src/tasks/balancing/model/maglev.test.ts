import { describe, expect, it } from 'vitest'
import { maglevEntries, maglevTable, populate } from './maglev'
import { movesOf } from './shares'

const names = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `127.0.0.1:${20_010 + index}`)
const ones = (count: number): number[] => Array.from({ length: count }, () => 1)

describe('the example of the paper (table 1)', () => {
  const walks = [
    { offset: 3, skip: 4 },
    { offset: 0, skip: 2 },
    { offset: 3, skip: 1 }
  ]

  it('before', () => expect([...populate(walks, [1, 1, 1], 7)]).toEqual([1, 0, 1, 0, 2, 2, 0]))
  it('after the second server was removed', () =>
    expect([...populate(walks, [1, 0, 1], 7)]).toEqual([0, 0, 0, 0, 2, 2, 2]))
})

it.each([1, 3, 10, 13, 16])('of %d servers none has a whole entry more than the mean', (count) => {
  const entries = new Array<number>(count).fill(0)
  for (const server of maglevTable(names(count), ones(count))) entries[server]! += 1
  const mean = maglevEntries / count
  // No table can do better: of 16 that is 4097 of 4096.06, 1.00023 of the mean.
  expect(Math.max(...entries)).toBe(Math.ceil(mean))
  if (count < 14) expect(Math.max(...entries) / mean).toBeLessThanOrEqual(1.0002)
})

it('weights are shares of the table', () => {
  const entries = [0, 0, 0]
  for (const server of maglevTable(names(3), [5, 1, 0])) entries[server]! += 1
  expect(entries[0]! / maglevEntries).toBeCloseTo(5 / 6, 3)
  expect(entries[2]).toBe(0)
})

it('is empty when nobody has a weight', () => expect(maglevTable(names(2), [0, 0])).toHaveLength(0))

it.each([3, 10, 16])('one of %d removed: few of the others’ clients move', (count) => {
  const before = maglevTable(names(count), ones(count))
  const percents = ones(count).map((_, gone) => {
    const weights = ones(count).map((weight, index) => (index === gone ? 0 : weight))
    // A client for each entry: as many as the table tells apart.
    const { moved, clients, disturbed, survivors } = movesOf(before, maglevTable(names(count), weights), gone)
    return { moved: (moved / clients) * 100, disturbed: (disturbed / survivors) * 100 }
  })
  const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length
  const moved = percents.map((each) => each.moved)
  const disturbed = percents.map((each) => each.disturbed)
  const said = (values: number[]): string =>
    `${mean(values).toFixed(2)} % (at most ${Math.max(...values).toFixed(2)})`
  console.log(
    `${count} servers, one removed: ${said(moved)} moved, ${said(disturbed)} of the survivors’ disturbed`
  )
  // Which one goes makes a difference: where two walks fall on each other, more moves.
  expect(mean(moved)).toBeLessThanOrEqual(100 / count + 0.5)
  expect(mean(disturbed)).toBeLessThanOrEqual(0.4)
})
