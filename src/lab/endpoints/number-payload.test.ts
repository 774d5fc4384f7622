import { expect, it } from 'vitest'
import { payloadNumber } from '#shared/events/payload'
import { NumberPayload } from './number-payload'

it.each([
  [null, 17, '17'],
  [1, 17, '17'],
  [5, 17, '17   '],
  [7, 1_000_000, '1000000'],
  [8, 1_000_000, '1000000 ']
])('pads to %j bytes: %i is %j', (payloadBytes, number, text) => {
  for (const fresh of [true, false]) {
    const payload = new NumberPayload(payloadBytes, fresh)
    const made = payload.make(number)
    expect(Buffer.from(made).toString('latin1')).toBe(text)
    expect(payload.sizeOf(number)).toBe(made.length)
    expect(payloadNumber(made)).toBe(number)
  }
})

it('makes payloads that stay as they are where the socket may send them later', () => {
  const payload = new NumberPayload(null, true)
  const one = payload.make(11)
  payload.make(22)
  expect(Buffer.from(one).toString('latin1')).toBe('11')
})
