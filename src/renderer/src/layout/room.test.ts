import { expect, test } from 'vitest'
import { guideBeside, roomOf } from './room'

test.each([
  [640, 'single', false],
  [799, 'single', false],
  [800, 'narrow', false],
  [1024, 'narrow', false],
  [1280, 'middle', true],
  [1440, 'wide', true],
  [1920, 'full', true]
] as const)('a window of %d px is %s', (widthPx, room, beside) => {
  expect([roomOf(widthPx), guideBeside(roomOf(widthPx))]).toEqual([room, beside])
})
