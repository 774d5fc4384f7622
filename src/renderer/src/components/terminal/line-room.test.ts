import { expect, test } from 'vitest'
import { lineRoom } from './line-room'

const needs = { characterPx: 7, gutter: true, sources: true, wraps: true }

test('times hide below 380 px, and the lines have their room', () => {
  expect(lineRoom({ ...needs, widthPx: 379 })).toEqual({
    times: false,
    sources: false,
    gutterPx: 0,
    columns: 51
  })
  expect(lineRoom({ ...needs, widthPx: 380 })).toEqual({
    times: true,
    sources: false,
    gutterPx: 60,
    columns: 42
  })
  expect(lineRoom({ ...needs, widthPx: 600 }).sources).toBe(true)
})

test('what is said of lines at their end has room of its own', () => {
  expect(lineRoom({ ...needs, widthPx: 379, tags: true }).columns).toBe(42)
  expect(lineRoom({ ...needs, widthPx: 441, tags: true }).times).toBe(false)
  expect(lineRoom({ ...needs, widthPx: 501, tags: true })).toMatchObject({ times: true, sources: false })
  expect(lineRoom({ ...needs, widthPx: 502, tags: true }).sources).toBe(true)
})

test('without wrapping a row is as long as its line; so it is before the width is known', () => {
  expect(lineRoom({ ...needs, widthPx: 379, wraps: false }).columns).toBe(Number.POSITIVE_INFINITY)
  expect(lineRoom({ ...needs, widthPx: 0 }).columns).toBe(Number.POSITIVE_INFINITY)
})
