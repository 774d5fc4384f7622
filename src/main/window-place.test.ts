import { expect, test } from 'vitest'
import { fitWindow, smallest } from './window-place'

const screen = { x: 0, y: 25, width: 1920, height: 1055 }
const left = { x: -1600, y: 0, width: 1600, height: 900 }
const at = (x: number, y: number, width = 1000, height = 700) => ({ x, y, width, height, maximized: false })

test('without a place of before the window has its usual size, and the system puts it', () => {
  expect(fitWindow(null, [screen])).toEqual({ width: 1280, height: 800 })
})

test('it opens where it was, on whichever display that is', () => {
  expect(fitWindow(at(100, 50), [screen])).toEqual({ x: 100, y: 50, width: 1000, height: 700 })
  expect(fitWindow(at(-1500, 100), [screen, left])).toEqual({ x: -1500, y: 100, width: 1000, height: 700 })
})

test('half out of sight it can still be grasped', () => {
  expect(fitWindow(at(1700, 900), [screen])).toMatchObject({ x: 1700, y: 900 })
  expect(fitWindow(at(-800, 30), [screen])).toMatchObject({ x: -800, y: 30 })
})

for (const [where, bounds] of [
  ['on a display that was taken away', at(-1500, 100)],
  ['with its title bar above the display', at(100, -300)],
  ['with its title bar under the system’s own bar', at(100, 10)],
  ['below the display', at(100, 1070)],
  ['with a sliver that no pointer hits', at(1910, 100)]
] as const) {
  test(`${where} it would be lost: the system puts it, in its size`, () => {
    expect(fitWindow(bounds, [screen])).toEqual({ width: 1000, height: 700 })
  })
}

test('it is never larger than the display, nor smaller than its contents need', () => {
  expect(fitWindow(at(0, 25, 4000, 3000), [screen])).toMatchObject({ width: 1920, height: 1055 })
  expect(fitWindow(at(0, 25, 10, 10), [screen])).toMatchObject(smallest)
})
