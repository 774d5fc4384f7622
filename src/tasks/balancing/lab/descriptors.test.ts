import { expect, it } from 'vitest'
import { balancingDefaults } from '../model/parameters'
import { neededFor, parseLimit, tooFewDescriptors } from './descriptors'

it('reads the soft limit', () => {
  const text = 'Limit                     Soft Limit           Hard Limit           Units     \n'
  expect(
    parseLimit(`${text}Max open files            1024                 1048576              files     \n`)
  ).toBe(1024)
  expect(
    parseLimit(`${text}Max open files            unlimited            unlimited            files     \n`)
  ).toBeNull()
  expect(parseLimit('')).toBeNull()
})

it('names both numbers, and what to do', () => {
  const parameters = { ...balancingDefaults, clients: 500, per: 'datagram' } as const
  const fault = tooFewDescriptors(parameters, { limit: 1024, open: 40 })
  expect(fault?.code).toBe('socket/too-many-files')
  expect(fault?.message).toMatch(/needs 2,640 descriptors.* may have 1,024 \(ulimit -n\)/)
  expect(fault?.advice).toContain('ulimit -n 2640')
})

it('says nothing where there are enough, or no limit is told', () => {
  const needed = neededFor(balancingDefaults)
  expect(tooFewDescriptors(balancingDefaults, { limit: needed + 88, open: 40 })).toBeNull()
  expect(tooFewDescriptors(balancingDefaults, { limit: needed + 87, open: 40 })).not.toBeNull()
  expect(tooFewDescriptors(balancingDefaults, { limit: null, open: 0 })).toBeNull()
})
