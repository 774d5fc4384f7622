import { expect, test } from 'vitest'
import { EventKind } from '../events/batch'
import { deriveLadder } from './ladder'
import { late, source } from './ladder.fixture'
import { topOfLadder } from './ladder-top'

const whole = deriveLadder(
  [
    source('server', { port: 1 }, [
      [0, EventKind.listening],
      [2000, EventKind.served, 2, 'a'],
      [4000, EventKind.served, 2, 'b']
    ]),
    source('client', { port: 2, open: false }, [
      [1000, EventKind.sent, 1, 'a'],
      [2500, EventKind.received, 1, 'a'],
      [3000, EventKind.sent, 1, 'b'],
      [4500, EventKind.received, 1, 'b'],
      [5000, EventKind.closed]
    ])
  ],
  late
)

test('rows that fit are left as they are', () => {
  expect(topOfLadder(whole, whole.rows)).toBe(whole)
})

test('what begins later is not drawn, and what goes on is not closed', () => {
  const top = topOfLadder(whole, 3)
  expect(top.rows).toBe(3)
  expect(top.arrows.length).toBeLessThan(whole.arrows.length)
  expect(top.arrows.every(({ row }) => row < 3)).toBe(true)
  expect(top.segments.every(({ toRow }) => toRow < 3)).toBe(true)
  expect(top.segments.some(({ closed }) => closed)).toBe(false)
})
