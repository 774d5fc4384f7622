import { describe, expect, it } from 'vitest'
import { formatPythonEndpoint, isIpv4, isLoopback, parsePort } from './address'

describe('parsePort', () => {
  it('takes 1 to 65535', () => {
    expect(parsePort('1')).toBe(1)
    expect(parsePort('65535')).toBe(65535)
  })

  it.each(['', '0', '-1', '65536', '80x', '1.5', 'NaN', '1e3', ' 80', '000080'])('refuses %j', (text) => {
    expect(parsePort(text)).toBeNull()
  })

  it('takes 0 where bind may choose', () => {
    expect(parsePort('0', 0)).toBe(0)
  })
})

describe('addresses', () => {
  it.each(['127.0.0.1', '0.0.0.0', '255.255.255.255'])('%s is IPv4', (text) =>
    expect(isIpv4(text)).toBe(true)
  )
  it.each(['::1', 'localhost', '1.2.3', '256.0.0.1', '01.2.3.4', ''])('%j is not', (text) =>
    expect(isIpv4(text)).toBe(false)
  )

  it('knows the loopback block', () => {
    expect(isLoopback('127.255.0.3')).toBe(true)
    expect(isLoopback('10.0.0.1')).toBe(false)
    expect(isLoopback('127.example')).toBe(false)
  })

  it("writes an endpoint as Python's recvfrom gives it", () => {
    expect(formatPythonEndpoint({ address: '127.0.0.1', port: 52402 })).toBe("('127.0.0.1', 52402)")
  })
})
