import { expect, it } from 'vitest'
import { balancingDefaults } from './parameters'
import { readValues, varied } from './sweep'

it('takes each value once, ascending', () => {
  expect(readValues('servers', [4, 1, 2, 4])).toEqual({ ok: true, value: [1, 2, 4] })
  expect(readValues('service-us', [0.5])).toEqual({ ok: true, value: [0.5] })
})

it.each([
  ['servers', [0], /servers takes whole numbers from 1 to 16, not 0/],
  ['servers', [1.5], /not 1.5/],
  ['clients', [20_001], /from 1 to 20000/],
  ['service-us', [NaN], /service-us takes numbers from 0 to 100000, not NaN/],
  ['clients', [], /A sweep has 1 to 32 values, not 0/]
] as const)('%s %j is off', (vary, values, message) => {
  const result = readValues(vary, values)
  expect(!result.ok && result.fault.message).toMatch(message)
})

it('varies one thing alone; a server more is like the first one', () => {
  const servers = [
    { weight: 2, serviceUs: 5 },
    { weight: 1, serviceUs: 7 }
  ]
  const parameters = { ...balancingDefaults, servers }
  expect(varied(parameters, 'clients', 9)).toEqual({ ...parameters, clients: 9 })
  expect(varied(parameters, 'servers', 1).servers).toEqual(servers.slice(0, 1))
  expect(varied(parameters, 'servers', 3).servers).toEqual([...servers, servers[0]])
  expect(varied(parameters, 'service-us', 11).servers.map(({ serviceUs }) => serviceUs)).toEqual([11, 11])
})
