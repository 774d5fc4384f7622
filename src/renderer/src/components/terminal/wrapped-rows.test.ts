import { expect, test } from 'vitest'
import { WrappedRows } from './wrapped-rows'

/** Every tenth line takes three rows. */
const threeEachTen = (line: number): number => (line % 10 === 0 ? 3 : 1)

function looked(lines: number): WrappedRows {
  const rows = new WrappedRows(threeEachTen)
  rows.setLines(lines)
  while (rows.look(0, Number.POSITIVE_INFINITY));
  return rows
}

test('what was looked at is exact', () => {
  const rows = looked(1000)
  expect(rows.total).toBe(1200)
  expect([rows.rowOf(0), rows.rowOf(1), rows.rowOf(500), rows.rowOf(999)]).toEqual([0, 3, 600, 1199])
})

test('each row belongs to its line, there and back', () => {
  const rows = looked(700)
  for (let line = 0; line < 700; line++) {
    for (let within = 0; within < threeEachTen(line); within++) {
      expect(rows.lineOf(rows.rowOf(line) + within)).toBe(line)
    }
  }
  expect(rows.lineOf(1e9)).toBe(699)
})

test('of a million lines only those near the view are looked at', () => {
  let asked = 0
  const rows = new WrappedRows((line) => {
    asked++
    return threeEachTen(line)
  })
  rows.setLines(1_000_000)
  expect(rows.total).toBe(1_000_000)
  rows.look(999_970, 1_000_000)
  expect(asked).toBeLessThan(300)
  expect(rows.rowOf(999_999)).toBe(rows.total - 1)
})

test('lines that come are added, whether their block was looked at or not', () => {
  const rows = looked(100)
  rows.setLines(130)
  expect(rows.rowOf(110) - rows.rowOf(100)).toBe(12)
  rows.look(0, 1000)
  expect(rows.total).toBe(130 + 2 * 13)
})

test('a log that was emptied begins anew', () => {
  const rows = looked(100)
  rows.setLines(0)
  expect([rows.total, rows.lineOf(0)]).toEqual([0, 0])
})

test('lines that change are looked at again, those before them are not', () => {
  let long = 300
  const asked: number[] = []
  const rows = new WrappedRows((line) => {
    asked.push(line)
    return line >= long ? 2 : 1
  })
  rows.setLines(310, 290)
  while (rows.look(0, Number.POSITIVE_INFINITY));
  expect(rows.total).toBe(320)
  long = 295
  asked.length = 0
  rows.setLines(311, 305)
  while (rows.look(0, Number.POSITIVE_INFINITY));
  expect(rows.total).toBe(311 + 16)
  expect(Math.min(...asked)).toBe(290)
  // The screen was emptied.
  rows.setLines(2, 0)
  while (rows.look(0, Number.POSITIVE_INFINITY));
  expect(rows.total).toBe(2)
})
