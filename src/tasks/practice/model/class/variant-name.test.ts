import { expect, it, test } from 'vitest'
import { variantOfMetadata, variantOfName } from './variant-name'

test.each([
  ['ada', 'ada'],
  ['Ada Lovelace_123', 'Ada Lovelace_123'],
  ['ada+udp@home', 'ada_udp_home'],
  ['Zoë', 'Zoë'],
  [' ada ', 'ada'],
  ['x'.repeat(100), 'x'.repeat(64)]
])('of %j it is %j', (name, id) => {
  expect(variantOfName(name)).toEqual({ ok: true, value: id })
})

it('of nothing there is none', () => {
  expect(variantOfName('  ')).toMatchObject({ ok: false })
})

it('is the part of the first student’s email address before the @', () => {
  const users = [{ email: 'ada@example.com', id: 1 }, { email: 'bob@example.com' }]
  expect(variantOfMetadata(JSON.stringify({ users }))).toEqual({ ok: true, value: 'ada' })
})

it.each(['', 'null', '{}', '{"users":[]}', '{"users":[null]}', '{"users":[{"email":1}]}', '{"users":{}}'])(
  'there is none in %j',
  (text) => {
    expect(variantOfMetadata(text)).toMatchObject({ ok: false, fault: { code: 'input/invalid' } })
  }
)
