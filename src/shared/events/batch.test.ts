import { describe, expect, it } from 'vitest'
import { cell, columnOf } from './batch'

describe('columnOf', () => {
  it.each([
    [[7, 7, 7], 0],
    [[5, 260, 5], 1],
    [[100_000, 100_256, 165_535], 2],
    [[0, 65_536, 4_294_967_295], 4]
  ])('gives %j back, in %i bytes a row', (values, bytesEach) => {
    const column = columnOf(values)
    expect(values.map((_, row) => cell(column, row))).toEqual(values)
    expect(typeof column === 'number' ? 0 : column.above.BYTES_PER_ELEMENT).toBe(bytesEach)
  })

  it('takes only the rows that are used', () => {
    const column = columnOf(Uint32Array.of(1, 2, 3, 9_999_999), 3)
    expect(column).toEqual({ base: 1, above: Uint8Array.of(0, 1, 2) })
  })
})
