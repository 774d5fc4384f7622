import { expect, it } from 'vitest'
import { cursorAfter } from './cursor'

const key = (name: string, shiftKey = false) => ({
  key: name,
  shiftKey,
  ctrlKey: false,
  metaKey: false,
  altKey: false
})
const list = { count: 3, start: 2 }

it('begins where the list says, and stays within it', () => {
  expect(cursorAfter(key('ArrowUp'), null, list)).toBe(2)
  expect(cursorAfter(key('ArrowUp'), 2, list)).toBe(1)
  expect(cursorAfter(key('ArrowUp'), 0, list)).toBe(0)
  expect(cursorAfter(key('ArrowDown'), 2, list)).toBe(2)
})

it('is left by Escape, which otherwise means something to others', () => {
  expect(cursorAfter(key('Escape'), 1, list)).toBeNull()
  expect(cursorAfter(key('Escape'), null, list)).toBeUndefined()
})

it('takes no other key, and none in an empty list', () => {
  expect(cursorAfter(key('PageDown'), 1, list)).toBeUndefined()
  expect(cursorAfter(key('ArrowDown', true), 1, list)).toBeUndefined()
  expect(cursorAfter(key('ArrowDown'), null, { count: 0, start: 0 })).toBeUndefined()
})
