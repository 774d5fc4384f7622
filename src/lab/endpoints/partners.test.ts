import { expect, it } from 'vitest'
import { Partners } from './partners'

const server = { address: '127.0.0.1', port: 20_001 }
const second = { address: '127.0.0.1', port: 20_000 }

it('counts what comes from whom it has written to, and each of them once as having answered', () => {
  const partners = new Partners()
  partners.take(server.address, server.port)
  expect([partners.heard, partners.answered]).toEqual([0, 0])
  for (const place of [server, second, server]) partners.add(place)
  for (const port of [server.port, server.port, 20_009]) partners.take('127.0.0.1', port)
  expect([partners.heard, partners.answered]).toEqual([2, 1])
  partners.take(second.address, second.port)
  expect([partners.heard, partners.answered]).toEqual([3, 2])
})

it('hears any address of a partner that is bound to all of them', () => {
  const partners = new Partners()
  partners.add({ address: '0.0.0.0', port: 7 })
  partners.take('127.0.0.1', 7)
  expect(partners.answered).toBe(1)
})
