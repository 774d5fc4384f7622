import { expect, it } from 'vitest'
import { differenceMeans, firstDifference } from './differing-bytes'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

it.each([
  ['Hello UDP Client\n', 'newline'],
  ['Hello UDP Client\0\0\0', '3 NUL bytes'],
  ['Hello UDP Client\0rver', 'older message'],
  ['Hello UDP', 'cut off'],
  ['hello udp client', 'upper and lower case'],
  ["b'Hello UDP Client'", 'how Python prints bytes'],
  ['Hello UDP Client and more', '9 bytes follow']
])('%j: %s', (seen, word) => {
  expect(differenceMeans(bytes(seen), bytes('Hello UDP Client'))).toContain(word)
})

it('a binary number is told from text', () => {
  expect(differenceMeans(Uint8Array.of(0, 0, 0, 99), bytes('99'))).toContain('binary')
  expect(differenceMeans(bytes('Goodbye'), bytes('Hello'))).toBeUndefined()
})

it('names the first byte that differs, or the lengths', () => {
  expect(firstDifference(bytes('Hello UDP client'), bytes('Hello UDP Client'))).toContain('byte 11 differs')
  expect(firstDifference(bytes('Hello'), bytes('Hello UDP'))).toContain('5 bytes instead of 9')
})
