import { expect, it } from 'vitest'
import { ProgramOutput } from './output'

it('is what the program printed: no control sequences, no echo, lines as print ends them', () => {
  const output = new ProgramOutput()
  output.typed('42')
  output.add('42\r\nEnter a Number: \u001b[31mMessage\u001b[0m\r\n')
  expect(output.text).toBe('\nEnter a Number: Message\n')
})

it('endless output is cut, and typing gives it room again', () => {
  const output = new ProgramOutput()
  for (let line = 0; line < 500; line++) expect(output.add('line\n')).toBe(true)
  output.typed('more')
  expect(output.add('line\n')).toBe(true)
  for (let line = 0; line < 600; line++) output.add('line\n')
  expect(output.cut).toBe(true)
  expect(output.add('more')).toBe(false)
  const wide = new ProgramOutput()
  expect(wide.add('x'.repeat(300_000))).toBe(false)
})
