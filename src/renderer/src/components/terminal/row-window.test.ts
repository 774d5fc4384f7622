import { expect, test } from 'vitest'
import { rowWindow, scrollToRow, scrollToTop, topRow } from './row-window'

test('a list that fits is drawn whole', () => {
  expect(rowWindow(5, 20, 200, 0)).toEqual({ heightPx: 100, first: 0, count: 5, topPx: 0 })
  expect(rowWindow(0, 20, 200, 0)).toEqual({ heightPx: 0, first: 0, count: 0, topPx: 0 })
})

test('only what is in view and a margin is drawn', () => {
  expect(rowWindow(1_000_000, 20, 200, 2000)).toEqual({
    heightPx: 20_000_000,
    first: 94,
    count: 22,
    topPx: 1880
  })
})

test('an offset beyond the end shows the end', () => {
  const { first, count } = rowWindow(1000, 20, 200, 1e9)
  expect(first + count).toBe(1000)
})

test('a list that is too long for one element is scrolled in proportion', () => {
  const rows = 5_000_000
  const start = rowWindow(rows, 20, 200, 0)
  expect([start.heightPx, start.first, start.topPx]).toEqual([30_000_000, 0, 0])
  const end = rowWindow(rows, 20, 200, 30_000_000 - 200)
  expect(end.first + end.count).toBe(rows)
  // The last row ends where the element ends.
  expect(end.topPx + end.count * 20).toBeCloseTo(30_000_000, 5)
})

test.each([1000, 5_000_000])('a row of %d is brought into the middle', (rows) => {
  const row = rows / 2
  const { first, count } = rowWindow(rows, 20, 200, scrollToRow(row, rows, 20, 200))
  expect(Math.abs(first + count / 2 - row)).toBeLessThan(3)
  expect(scrollToRow(0, rows, 20, 200)).toBe(0)
})

test('a list that fits needs no scrolling', () => {
  expect(scrollToRow(3, 5, 20, 200)).toBe(0)
})

test.each([1000, 5_000_000])('a row of %d is brought to the top, and is found there', (rows) => {
  for (const row of [0, 3.5, rows / 3, rows - 10]) {
    const scrollPx = scrollToTop(row, rows, 20, 200)
    expect(topRow(rows, 20, 200, scrollPx)).toBeCloseTo(row, 3)
  }
  expect(topRow(5, 20, 200, 0)).toBe(0)
})
