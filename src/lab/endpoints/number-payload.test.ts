import { expect, it } from 'vitest'
import { payloadNumber } from '../../shared/model/payload'
import { NumberPayload } from './number-payload'

it.each([
  [null, 17, '17'],
  [1, 17, '17'],
  [5, 17, '17   '],
  [7, 1_000_000, '1000000'],
  [8, 1_000_000, '1000000 ']
])('pads to %j bytes: %i is %j', (payloadBytes, number, text) => {
  const payload = new NumberPayload(payloadBytes)
  const made = payload.make(number)
  expect(made.toString('latin1')).toBe(text)
  expect(payload.sizeOf(number)).toBe(made.length)
  expect(payloadNumber(made)).toBe(number)
})
