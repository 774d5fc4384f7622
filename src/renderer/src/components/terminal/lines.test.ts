import { expect, test } from 'vitest'
import { shownText, splitMatches } from './lines'

test('every other piece is a match', () => {
  expect(splitMatches('Number from server: 12', 'number')).toEqual(['', 'Number', ' from server: 12'])
  expect(splitMatches('aXbxc', 'x')).toEqual(['a', 'X', 'b', 'x', 'c'])
  expect(splitMatches('abc', 'z')).toEqual(['abc'])
  expect(splitMatches('abc', '')).toEqual(['abc'])
})

test('letters that grow in lower case do not shift the marks', () => {
  expect(splitMatches('\u0130x', 'x')).toEqual(['\u0130x'])
})

test('a very long line is cut for the eye', () => {
  expect(shownText('a'.repeat(5000)).length).toBe(2002)
  expect(shownText('short')).toBe('short')
})
