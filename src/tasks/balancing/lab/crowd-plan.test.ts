import { expect, it } from 'vitest'
import { addressOfClient } from './crowd-plan'

it('spreads clients over 127.0.0.0/8, so that one address has ports enough', () => {
  expect([0, 7999, 8000, 19_999].map((index) => addressOfClient('127.0.0.1', index))).toEqual([
    '127.0.0.1',
    '127.0.0.1',
    '127.0.0.2',
    '127.0.0.3'
  ])
  expect(addressOfClient('::1', 19_999)).toBe('::1')
})
