import { expect, test } from 'vitest'
import { refusalOf } from './answer'

const text = { form: { kind: 'text' } } as const
const number = { form: { kind: 'number', unit: 'ports' } } as const

test.each([
  [text, 'Yes.', true],
  [text, ' \n ', false],
  [number, '0', true],
  [number, ' 15,693 ', true],
  [number, '-1', false],
  [number, '1.5', false],
  [number, '12345678901', false],
  [number, 'many', false]
])('%o is answered by %j: %s', (question, answer, isAnswer) => {
  expect(refusalOf(question, answer) === null).toBe(isAnswer)
})
