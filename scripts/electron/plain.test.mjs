// @ts-check
import { expect, test } from 'vitest'
import { shortOf } from './plain.mjs'

test.each([
  [new Error('one thing\n    at somewhere'), 'one thing'],
  [
    new Error('Build failed with 1 error:\n\n\u001b[31m[EACCES] \u001b[0mno\nmore'),
    'Build failed with 1 error: [EACCES] no'
  ],
  ['thrown bare', 'thrown bare'],
  [new Error(''), '']
])('one line says what was thrown: %s', (thrown, line) => {
  expect(shortOf(thrown)).toBe(line)
})
