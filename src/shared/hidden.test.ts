import { expect, it } from 'vitest'
import { describeFault, failure } from './fault'
import { escapeHidden, holdsHidden, jsonText } from './hidden'

/** Of each kind one, and how it is written. */
const hidden: [string, string][] = [
  ['\u001b', '\\x1b'],
  ['\n', '\\n'],
  ['\u009b', '\\x9b'],
  ['\u00ad', '\\xad'],
  ['\u034f', '\\u034f'],
  ['\u061c', '\\u061c'],
  ['\u115f', '\\u115f'],
  ['\u180e', '\\u180e'],
  ['\u200b', '\\u200b'],
  ['\u2028', '\\u2028'],
  ['\u202e', '\\u202e'],
  ['\u2066', '\\u2066'],
  ['\u3164', '\\u3164'],
  ['\ufe0f', '\\ufe0f'],
  ['\ufeff', '\\ufeff'],
  ['\uffa0', '\\uffa0'],
  ['\ufffb', '\\ufffb'],
  ['\ud800', '\\ud800'],
  ['\u{e0041}', '\\u{e0041}'],
  ['\u{e0100}', '\\u{e0100}']
]

it.each(hidden)('writes %j as an escape', (character, escape) => {
  expect(escapeHidden(`a${character}b`)).toBe(`a${escape}b`)
  expect(holdsHidden(`a${character}b`)).toBe(true)
})

it.each(['plain', 'ñ 漢 عربي', 'a\u00a0b', '😀', '\\x1b'])('leaves %j as it is', (text) => {
  expect(escapeHidden(text)).toBe(text)
  expect(holdsHidden(text)).toBe(false)
})

it('escapes every character that is invisible by default', () => {
  const ignorable = /\p{Default_Ignorable_Code_Point}/u
  for (let code = 0; code <= 0x10ffff; code++) {
    const character = String.fromCodePoint(code)
    if (ignorable.test(character) && escapeHidden(character) === character) throw new Error(code.toString(16))
  }
})

it('writes JSON that no terminal obeys, and that says the same', () => {
  const document = { text: hidden.map(([character]) => character).join(' ') }
  const text = jsonText(document)
  expect(text).toMatch(/^[ -~]*$/)
  expect(JSON.parse(text)).toEqual(document)
})

it('a fault is one line of visible text, whatever names it holds', () => {
  const { fault } = failure('file/not-read', 'a\u001b[2J\u202eb was not read.', { advice: 'Rename a\nb.' })
  expect(describeFault(fault)).toBe('a\\x1b[2J\\u202eb was not read. Rename a\\nb.')
})
