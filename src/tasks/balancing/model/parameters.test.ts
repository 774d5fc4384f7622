import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { balancingDefaults, balancingSchema, type BalancingParameters, placesOf, whyNot } from './parameters'

const balancer = { address: '127.0.0.1', port: 20_001 }
const refusal = (changed: Partial<BalancingParameters>): string =>
  whyNot({ ...balancingDefaults, ...changed }, balancer)?.message ?? 'none'

it('takes the defaults', () => {
  expect(v.is(balancingSchema, balancingDefaults)).toBe(true)
  expect(refusal({})).toBe('none')
})

it.each([
  { servers: Array.from({ length: 17 }, () => ({ weight: 1, serviceUs: 0 })) },
  { servers: [{ weight: 101, serviceUs: 0 }] },
  { servers: [{ weight: 1.5, serviceUs: 0 }] },
  { servers: [{ weight: 1, serviceUs: -1 }] },
  { clients: 0 },
  { clients: 20_001 },
  { messages: 10_001 },
  { messages: NaN },
  { rate: -1 },
  { failAfter: 0 },
  { firstPort: 0 },
  { firstPort: 65_536 }
])('does not take %j', (changed) => {
  expect(v.is(balancingSchema, { ...balancingDefaults, ...changed })).toBe(false)
})

describe('is refused in words, with what to do:', () => {
  it('an empty pool', () => expect(refusal({ servers: [] })).toMatch(/pool is empty/))
  it('weights that are all 0', () =>
    expect(refusal({ servers: [{ weight: 0, serviceUs: 0 }] })).toMatch(/weight 0/))
  it('too many datagrams', () => {
    expect(refusal({ clients: 100, messages: 10_000 })).toBe('none')
    expect(refusal({ clients: 101, messages: 10_000 })).toMatch(/1,010,000 datagrams; the limit is 1,000,000/)
  })
  it('a pool that holds the balancer', () => {
    expect(refusal({ firstPort: 19_998 })).toMatch(/Server 4 .* 127\.0\.0\.1:20001.* the balancer itself/)
    expect(refusal({ firstPort: 19_997 })).toBe('none')
    expect(refusal({ firstPort: 20_002 })).toBe('none')
  })
  it('ports beyond the last', () => expect(refusal({ firstPort: 65_533 })).toMatch(/port 65536/))
  it('each with advice', () => {
    for (const changed of [{ servers: [] }, { firstPort: 20_001 }, { clients: 5000, messages: 10_000 }])
      expect(whyNot({ ...balancingDefaults, ...changed }, balancer)?.advice).toBeTruthy()
  })
})

it('servers stand on ports in a row, or anywhere', () => {
  const servers = balancingDefaults.servers.slice(0, 2)
  expect(placesOf({ ...balancingDefaults, servers, firstPort: 30_000 }, '127.0.0.1')).toEqual([
    { address: '127.0.0.1', port: 30_000 },
    { address: '127.0.0.1', port: 30_001 }
  ])
  expect(placesOf({ ...balancingDefaults, servers }, '127.0.0.1')[1]).toMatchObject({ port: 0 })
})
