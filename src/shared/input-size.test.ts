import { expect, test } from 'vitest'
import { excessOf, inputLimits, refuseLarge } from './input-size'

/** A list that says how many of its entries were read. */
function watched(length: number): { items: unknown[]; reads: () => number } {
  let reads = 0
  const items = new Proxy(new Array<unknown>(length).fill(0), {
    get(target, key) {
      if (typeof key === 'string' && /^\d+$/.test(key)) reads += 1
      return Reflect.get(target, key) as unknown
    }
  })
  return { items, reads: () => reads }
}

test('a list that is too long is refused unread', () => {
  const { items, reads } = watched(1_000_000)
  expect(excessOf({ ids: items })).toBe('values')
  expect(reads()).toBe(0)
})

test('lists in lists are counted to the bound and no further', () => {
  const { items, reads } = watched(inputLimits.values - 10)
  expect(excessOf({ one: items, two: items })).toBe('values')
  expect(reads()).toBeLessThanOrEqual(inputLimits.values)
})

test('what has no end is too deep', () => {
  const self: Record<string, unknown> = {}
  self['self'] = self
  expect(excessOf(self)).toBe('depth')
  let deep: unknown[] = []
  for (let level = 0; level < 100_000; level += 1) deep = [deep]
  expect(excessOf(deep)).toBe('depth')
})

test('texts, keys and bytes are added up', () => {
  const half = 'x'.repeat(inputLimits.characters / 2 + 1)
  expect(excessOf({ half })).toBe(null)
  expect(excessOf([half, half])).toBe('characters')
  expect(excessOf({ [half]: { [half]: 1 } })).toBe('characters')
  const bytes = new Uint8Array(inputLimits.bytes / 2 + 1)
  expect(excessOf({ bytes })).toBe(null)
  expect(excessOf({ bytes, more: bytes.buffer })).toBe('bytes')
})

test('plain input is let through: nothing, a number, null, a longest list', () => {
  for (const input of [undefined, null, 1, Number.NaN, '', {}, []]) expect(excessOf(input)).toBe(null)
  expect(excessOf(new Array(inputLimits.values - 1).fill(null))).toBe(null)
})

test('what is too large is refused with the limit, what is not is not', () => {
  expect(refuseLarge({ ids: new Array(inputLimits.values + 1) })).toEqual({
    ok: false,
    fault: {
      code: 'input/invalid',
      message: 'The input is too large. At most 200000 values are allowed.',
      advice: 'Send less at once.'
    }
  })
  expect(refuseLarge({ ids: [] })).toBe(null)
})
