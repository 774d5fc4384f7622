import { expect, test } from 'vitest'
import { parseTerms, plainText, setTerms } from './terms'

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

test('marks that stand right at a term go with it', () => {
  const text = 'A [[socket]], an ([[address]]), “[[port]]” and [[bind|binding]]. [[peer]][[queue]]: all'
  const set = setTerms(text)
  const terms = set.flatMap((part) => (part.kind === 'term' ? [[part.before, part.text, part.after]] : []))
  expect(terms).toEqual([
    ['', 'socket', ','],
    ['(', 'address', '),'],
    ['“', 'port', '”'],
    ['', 'binding', '.'],
    ['', 'peer', ''],
    ['', 'queue', ':']
  ])
  const whole = set.map((part) => (part.kind === 'term' ? part.before + part.text + part.after : part.text))
  expect(whole.join('')).toBe(plainText(text))
})

for (const text of ['[[a]])([[b]]', '[[a]](', '([[a]]', '[[a]] b', '[[a]]s', '']) {
  test(`nothing is lost or doubled around a term: ${text}`, () => {
    const whole = setTerms(text).map((part) =>
      part.kind === 'term' ? part.before + part.text + part.after : part.text
    )
    expect(whole.join('')).toBe(plainText(text))
  })
}
