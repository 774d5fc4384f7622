import { expect, test } from 'vitest'
import { heldAt, readoutWords } from './readout'

const queue = { label: 'server’s queue', x: [0, 0.5, 0.5, 2], y: [0, 3, 12, 4] }

test('a value holds until the next, and there is none before the first', () => {
  expect(heldAt(queue, -1)).toBeNull()
  expect([0, 0.4, 0.5, 1.99, 2, 9].map((at) => heldAt(queue, at))).toEqual([0, 0, 12, 12, 4, 4])
})

test('reads all lines in one, with units, and no marks', () => {
  const drops = { label: 'drops', marks: true as const, x: [0], y: [1] }
  expect(readoutWords([queue, { ...queue, label: 'lost' }, drops], 1.23456, { x: 's', y: 'datagrams' })).toBe(
    '1.235 s: server’s queue 12, lost 12 datagrams'
  )
  expect(readoutWords([queue], -1, { x: 's', y: 'datagrams' })).toBe('')
})
