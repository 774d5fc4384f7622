import { expect, test } from 'vitest'
import { csvText } from './csv'

test('writes a header, numbers as they are and nothing for null', () => {
  expect(
    csvText(
      ['number', 'sent [ms]'],
      [
        [1, 0.25],
        [2, null],
        [3, Number.NaN]
      ]
    )
  ).toBe('number,sent [ms]\r\n1,0.25\r\n2,\r\n3,\r\n')
})

test('quotes commas, quotes, newlines and outer spaces', () => {
  expect(csvText(['a'], [['x,y'], ['say "hi"'], ['two\nlines'], [' kept ']])).toBe(
    'a\r\n"x,y"\r\n"say ""hi"""\r\n"two\nlines"\r\n" kept "\r\n'
  )
})

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', ' =1', '\n=1', '\uff1d1', '\u3000=1'])(
  'a spreadsheet does not run %j',
  (cell) => {
    const written = csvText(['a'], [[cell]]).split('\r\n')[1]!
    expect(written.replace(/^"/, '').startsWith("'")).toBe(true)
  }
)

test('a negative number is a number', () => {
  expect(csvText(['a'], [[-1]])).toBe('a\r\n-1\r\n')
})
