import { describe, expect, it } from 'vitest'
import { LoopGuard, pauseMs, readClientPorts, repeatsMaximum } from './loop-guard'
import { ServerTable } from './server-table'

const local = { address: '127.0.0.1', port: 20001 }
const clientPorts = { low: 32_768, high: 60_999 }
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

function guardWith(...others: { address: string; port: number }[]): LoopGuard {
  const table = new ServerTable()
  for (const server of [local, ...others]) table.add(server)
  return new LoopGuard(local, table, clientPorts)
}

/** Asks as an endpoint does; gives for each datagram whether it is answered. */
const answers = (guard: LoopGuard, port: number, texts: string[], everyMs = 0.1, address = '127.0.0.1') =>
  texts.map((text, index) => {
    if (!guard.suspects(port)) return true
    return guard.refuse(bytes(text), address, port, 1000 + index * everyMs) === null
  })

const times = (count: number, text: string): string[] => Array.from({ length: count }, () => text)
const all = (count: number): boolean[] => Array.from({ length: count }, () => true)

describe('LoopGuard', () => {
  it('never answers its own address, and says so once', () => {
    const guard = guardWith()
    expect(guard.refuse(bytes('a'), local.address, local.port, 0)).toEqual({
      reason: 'own-address',
      news: true
    })
    expect(guard.refuse(bytes('b'), local.address, local.port, 1)).toEqual({
      reason: 'own-address',
      news: false
    })
  })

  it('answers the same port of another address: it is another socket', () => {
    expect(answers(guardWith(), local.port, ['a'], 1, '127.0.0.2')).toEqual([true])
  })

  it('never answers a server of this process, also one on a port of clients', () => {
    const guard = guardWith({ address: '127.0.0.1', port: 40_000 })
    expect(guard.refuse(bytes('a'), '127.0.0.1', 40_000, 0)).toEqual({
      reason: 'server',
      repeats: 0,
      news: true
    })
    expect(answers(guard, 40_001, ['a'])).toEqual([true])
  })

  it('knows a server on all addresses by each address of this machine, and by no other', () => {
    const guard = guardWith({ address: '0.0.0.0', port: 20_002 })
    expect(guard.refuse(bytes('a'), '127.0.0.1', 20_002, 0)).not.toBeNull()
    expect(guard.refuse(bytes('a'), '192.0.2.7', 20_002, 0)).toBeNull()
  })

  it('knows a server of IPv6, and one on :: by the IPv4 address of its datagrams too', () => {
    const guard = guardWith(
      { address: '::1', port: 20_002 },
      { address: '::', port: 20_003 },
      { address: '0.0.0.0', port: 20_004 }
    )
    const answered = (address: string, port: number): boolean =>
      guard.refuse(bytes('a'), address, port, 0) === null
    expect(answered('::1', 20_002)).toBe(false)
    expect(answered('::2', 20_002)).toBe(true)
    expect(answered('127.0.0.1', 20_002)).toBe(true)
    for (const address of ['::1', '127.0.0.1', '::ffff:127.0.0.1'])
      expect(answered(address, 20_003)).toBe(false)
    expect(answered('2001:db8::1', 20_003)).toBe(true)
    // A socket of IPv4 sends nothing from ::1.
    expect(answered('::1', 20_004)).toBe(true)
    expect(answered('::ffff:127.0.0.1', 20_004)).toBe(false)
  })

  it('answers a server again once it is closed', () => {
    const table = new ServerTable()
    const remove = table.add({ address: '127.0.0.1', port: 40_000 })
    remove()
    expect(answers(new LoopGuard(local, table, clientPorts), 40_000, ['a'])).toEqual([true])
  })

  it('stops at the same datagram from a port that a program chose', () => {
    const refused = times(6, 'a')
    expect(answers(guardWith(), 20_002, refused)).toEqual([true, true, true, false, false, false])
    expect(repeatsMaximum).toBe(4)
  })

  it('stops several datagrams that go round together', () => {
    const round = Array.from({ length: 8 }, () => ['a', 'b', 'c']).flat()
    const answered = answers(guardWith(), 20_002, round).filter((each) => each)
    expect(answered.length).toBeLessThan(10)
  })

  it('never stops a client on a port of its system, whatever it repeats', () => {
    expect(answers(guardWith(), 45_000, times(1000, 'a'))).toEqual(all(1000))
  })

  it('never stops who sends something else each time, from whatever port', () => {
    const numbers = Array.from({ length: 1000 }, (_, index) => String(index))
    expect(answers(guardWith(), 20_002, numbers)).toEqual(all(1000))
  })

  it('never stops who types the same line again and again', () => {
    expect(answers(guardWith(), 20_002, times(50, 'a'), pauseMs)).toEqual(all(50))
  })

  it('answers again after a pause, and what is new at once', () => {
    const guard = guardWith()
    answers(guard, 20_002, times(5, 'a'))
    expect(guard.refuse(bytes('b'), '127.0.0.1', 20_002, 1001)).toBeNull()
    expect(guard.refuse(bytes('a'), '127.0.0.1', 20_002, 1001 + pauseMs)).toBeNull()
  })
})

describe('readClientPorts', () => {
  it('has a range on every system', () => {
    const { low, high } = readClientPorts()
    expect(low).toBeGreaterThan(0)
    expect(high).toBeGreaterThanOrEqual(low)
    expect(readClientPorts('/no/such/file')).toEqual({ low: 49_152, high: 65_535 })
  })
})
