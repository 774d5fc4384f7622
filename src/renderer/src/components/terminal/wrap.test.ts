import { describe, expect, test } from 'vitest'
import { breaksOf, rowPieces, styledPieces } from './wrap'

const rowsOf = (text: string, columns: number): string[] => {
  const breaks = breaksOf(text, columns)
  return [0, ...breaks].map((from, index) => text.slice(from, breaks[index] ?? text.length))
}

describe('where a line is broken', () => {
  test('a line that fits is one row, and so is every line of a terminal that does not wrap', () => {
    expect(rowsOf('Hello UDP Client', 16)).toEqual(['Hello UDP Client'])
    expect(breaksOf('x'.repeat(5000), Number.POSITIVE_INFINITY)).toEqual([])
  })

  test('between words; rows after the first are set in by two columns', () => {
    const rows = rowsOf("client IP address: ('127.0.0.1', 52402)", 20)
    expect(rows).toEqual(['client IP address: ', "('127.0.0.1', ", '52402)'])
    expect(rows.slice(1).every((row) => row.length <= 18)).toBe(true)
  })

  test('within a word that is too long', () => {
    expect(rowsOf('x'.repeat(30), 14)).toEqual(['x'.repeat(14), 'x'.repeat(12), 'xxxx'])
  })

  test('wide characters count twice, and no pair of surrogates is cut in two', () => {
    expect(rowsOf('漢'.repeat(14), 14)).toEqual(['漢'.repeat(7), '漢'.repeat(6), '漢'])
    for (const row of rowsOf('😀'.repeat(20), 13)) expect([...row].every((each) => each === '😀')).toBe(true)
  })

  test.each([12, 17, 23, 40, 80])('no row of any text is wider than %d columns', (columns) => {
    let seed = columns
    const next = (): number => (seed = (seed * 48271) % 2147483647)
    for (let text = 0; text < 200; text++) {
      const words = Array.from({ length: next() % 12 }, () =>
        'word'.repeat((next() % 9) + 1).slice(next() % 4)
      )
      const line = words.join(' ')
      const rows = rowsOf(line, columns)
      expect(rows.join('')).toBe(line)
      rows.forEach((row, index) =>
        expect(row.length).toBeLessThanOrEqual(index === 0 ? columns : columns - 2)
      )
    }
  })
})

test('marks and breaks together lose no character', () => {
  const pieces = rowPieces(['Number from ', 'client', ': 99'], [7, 15])
  expect(pieces).toEqual([
    { text: 'Number ', marked: false, breaks: false },
    { text: 'from ', marked: false, breaks: true },
    { text: 'cli', marked: true, breaks: false },
    { text: 'ent', marked: true, breaks: true },
    { text: ': 99', marked: false, breaks: false }
  ])
})

test('pieces are cut where their style changes, and a new row begins once', () => {
  const pieces = rowPieces(['ab cd', 'ef', 'gh'], [3])
  const drawn = styledPieces(pieces, [
    { from: 1, to: 4, style: 'ink-1' },
    { from: 6, to: 8, style: 'bold' }
  ])
  expect(drawn.map(({ text, style, marked, breaks }) => [text, style ?? '', marked, breaks])).toEqual([
    ['a', '', false, false],
    ['b ', 'ink-1', false, false],
    ['c', 'ink-1', false, true],
    ['d', '', false, false],
    ['e', '', true, false],
    ['f', 'bold', true, false],
    ['g', 'bold', false, false],
    ['h', '', false, false]
  ])
})
