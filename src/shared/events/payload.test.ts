import { describe, expect, it } from 'vitest'
import {
  encodeText,
  numberPayload,
  payloadNeedsHex,
  payloadNumber,
  payloadText,
  pythonBytes
} from './payload'

describe('payloadText', () => {
  it('gives plain UTF-8 as it is', () => {
    expect(payloadText(encodeText('Helllo UDP Server — ñ 漢'))).toBe('Helllo UDP Server — ñ 漢')
  })

  it('escapes what could forge a line or turn the text around', () => {
    expect(payloadText(encodeText('a\nb\u001b[31m\u202ec\u0000'))).toBe('a\\nb\\x1b[31m\\u202ec\\x00')
    expect(payloadNeedsHex(encodeText('a\nb'))).toBe(true)
  })

  it('writes bytes that are not UTF-8 as escapes, and loses none', () => {
    expect(payloadText(Uint8Array.of(0xff, 0xfe, 0x41))).toBe('\\xff\\xfeA')
  })

  it('gives nothing for an empty datagram', () => {
    expect(payloadText(new Uint8Array(0))).toBe('')
  })
})

describe('pythonBytes', () => {
  // What Python 3 prints for repr() of the same bytes.
  it.each([
    ['Helllo UDP Server', "b'Helllo UDP Server'"],
    ["it's", 'b"it\'s"'],
    ['both \' and "', "b'both \\' and \"'"],
    ['back\\slash\n\t', "b'back\\\\slash\\n\\t'"],
    ['é', "b'\\xc3\\xa9'"]
  ])('prints %j as %s', (text, expected) => {
    expect(pythonBytes(encodeText(text))).toBe(expected)
  })
})

describe('payloadNumber', () => {
  it.each(['17', '17   ', '4294967295 ', '0 '])('gives back the very bytes of %j', (text) => {
    const bytes = encodeText(text)
    expect(numberPayload(payloadNumber(bytes), bytes.length)).toEqual(bytes)
  })

  it('reads no padding beyond the receive size', () => {
    expect(payloadNumber(encodeText('1'.padEnd(1024)))).toBe(1)
    expect(payloadNumber(encodeText('1'.padEnd(1025)))).toBe(-1)
  })

  it('reads plain decimals up to 2^32 - 1', () => {
    expect(payloadNumber(encodeText('0'))).toBe(0)
    expect(payloadNumber(encodeText('16156'))).toBe(16156)
    expect(payloadNumber(encodeText('4294967295'))).toBe(4294967295)
  })

  it.each(['', '007', '4294967296', '12a', '-1', '1.5', ' 1', '1 2', ' ', '1\n', '99999999999'])(
    'refuses %j',
    (text) => {
      expect(payloadNumber(encodeText(text))).toBe(-1)
    }
  )
})
