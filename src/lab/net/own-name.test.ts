import { hostname } from 'node:os'
import { expect, it } from 'vitest'
import { isIpv4 } from '#shared/events/address'
import { addressOf, isOwnName } from './own-name'

it.each(['localhost', 'LocalHost', 'a.localhost', 'localhost.'])('%s is loopback', async (name) => {
  expect(isOwnName(name)).toBe(true)
  expect(await addressOf(name)).toEqual({ ok: true, value: '127.0.0.1' })
})

it('the name of this machine is its own, and is looked up', async () => {
  expect(isOwnName(hostname())).toBe(true)
  const found = await addressOf(hostname())
  // Whether it has an address is the machine's affair.
  expect(found.ok ? isIpv4(found.value) : found.fault.code).toBe(found.ok || 'socket/address-not-resolvable')
})

it.each(['', 'example.com', 'localhost.example.com', 'notlocalhost', '127.1', '::1'])(
  '"%s" is no name of this machine',
  (name) => {
    expect(isOwnName(name)).toBe(false)
  }
)

it('an address is its own', async () => {
  expect(await addressOf('127.0.0.2')).toEqual({ ok: true, value: '127.0.0.2' })
})
