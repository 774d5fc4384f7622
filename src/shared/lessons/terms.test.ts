import { expect, test } from 'vitest'
import { parseTerms, plainText } from './terms'

test('words and terms in order, with other words for a term where the text needs them', () => {
  expect(parseTerms('A [[socket]] that [[bind|binds]].')).toEqual([
    { kind: 'words', text: 'A ' },
    { kind: 'term', text: 'socket', term: 'socket' },
    { kind: 'words', text: ' that ' },
    { kind: 'term', text: 'binds', term: 'bind' },
    { kind: 'words', text: '.' }
  ])
})

for (const plain of ['', 'no term', '[[', ']]', '[[]]', '[[half', '[one]', "b'[[' and ]"]) {
  test(`marks that are not whole stay as they are: ${JSON.stringify(plain)}`, () => {
    expect(parseTerms(plain)).toEqual(plain === '' ? [] : [{ kind: 'words', text: plain }])
    expect(plainText(plain)).toBe(plain)
  })
}
