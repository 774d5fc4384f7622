import { expect, it } from 'vitest'
import { clearOf } from './bar-values'

const label = (x: number, y: number, width = 40) => ({ x, y, width })

it('leaves a value where it is when nothing is written there', () => {
  expect(clearOf([], label(100, 50))).toEqual(label(100, 50))
  expect(clearOf([label(50, 50)], label(100, 50))).toEqual(label(100, 50))
  expect(clearOf([label(100, 80)], label(100, 50))).toEqual(label(100, 50))
})

it('raises a value above the one that it would be written over, and above the one over that', () => {
  expect(clearOf([label(80, 50)], label(100, 52)).y).toBe(38)
  expect(clearOf([label(80, 50), label(100, 38)], label(100, 52)).y).toBe(26)
})
