// @ts-check
import { expect, test } from 'vitest'
import { readAnswers } from './answers.mjs'

test('each answer has its name, its document and its exit code', () => {
  const text = 'call one\r\n{"a":1}\r\ncode 0\r\ncall two words\r\n{"b":2}\ncode 1\n'
  expect(readAnswers(text)).toEqual([
    { name: 'one', code: 0, document: { a: 1 } },
    { name: 'two words', code: 1, document: { b: 2 } }
  ])
})

test('what broke off is told from what failed', () => {
  expect(readAnswers('call one\ncode 1\ncall two\n{"b":')).toEqual([
    { name: 'one', code: 1, document: null },
    { name: 'two', code: null, document: null }
  ])
  expect(readAnswers('')).toEqual([])
})
