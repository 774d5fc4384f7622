import { expect, test } from 'vitest'
import { cellLayout, numberAt, placeOf, roundNumbers } from './cell-layout'

const box = { left: 40, top: 50, width: 300, height: 100 }

test('every number has a cell of its own as long as it has a pixel', () => {
  for (const numbers of [1, 8, 20, 999, 20_000]) {
    const layout = cellLayout(numbers, box)
    expect(layout.cellPx).toBeGreaterThan(0)
    expect(layout.columns * layout.perColumn).toBeGreaterThanOrEqual(numbers)
    expect((layout.columns - 1) * layout.perColumn).toBeLessThan(numbers)
  }
  expect(cellLayout(1_000_000, box).cellPx).toBeNull()
  expect(cellLayout(1_000_000, box).columns).toBeLessThanOrEqual(300)
})

test('the number under the pointer is the one that is drawn there', () => {
  const range = { from: 101, to: 400 }
  const layout = cellLayout(300, box)
  for (const number of [101, 150, 333, 400]) {
    const [column, row] = [Math.floor((number - 101) / layout.perColumn), (number - 101) % layout.perColumn]
    const middle = {
      x: box.left + column * layout.columnPx + 1,
      y: box.top + (row + 0.5) * layout.cellPx!
    }
    expect(numberAt(range, box, layout, middle)).toBe(number)
  }
  expect(numberAt(range, box, layout, { x: 39, y: 60 })).toBeNull()
  expect(numberAt(range, box, layout, { x: 41, y: 10 })).toBe(101)
  expect(placeOf(251, range, box)).toBe(190)
})

test('ticks are round', () => {
  expect(roundNumbers({ from: 1, to: 20_000 }, 5)).toEqual([5000, 10_000, 15_000, 20_000])
  expect(roundNumbers({ from: 1, to: 8 }, 5)).toEqual([2, 4, 6, 8])
  expect(roundNumbers({ from: 1, to: 8 }, 20)).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
})
