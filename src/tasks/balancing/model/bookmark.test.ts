import * as v from 'valibot'
import { expect, it } from 'vitest'
import { balancingBookmark } from './bookmark'
import { balancingDefaults } from './parameters'

const kept = { parameters: { ...balancingDefaults } }

it('keeps the fields, and passes over what a newer version added', () => {
  expect(v.is(balancingBookmark.schema, kept)).toBe(true)
  const newer = { parameters: { ...kept.parameters, jitter: 3 } }
  expect(v.is(balancingBookmark.schema, newer)).toBe(false)
  expect(balancingBookmark.known(newer)).toEqual(kept)
})

it('gives up where a name is one that it does not know', () => {
  for (const strange of [{ balancer: 'ipvs' }, { algorithm: 'ring' }, { per: 'packet' }])
    expect(balancingBookmark.known({ parameters: { ...kept.parameters, ...strange } })).toBeNull()
  expect(balancingBookmark.known({ parameters: 7 })).toEqual({ parameters: 7 })
})
