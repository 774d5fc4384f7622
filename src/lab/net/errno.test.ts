import { constants } from 'node:os'
import { expect, test } from 'vitest'
import { faultOfErrno } from './errno'

const at = (port: number, address = '127.0.0.1') => ({ address, port })
const wordsOf = (...failing: Parameters<typeof faultOfErrno>): string => {
  const { message, advice } = faultOfErrno(...failing)
  return `${message} ${advice}`
}

test('every error of the system has a code, words and its own name', () => {
  for (const errno of Object.keys(constants.errno)) {
    const fault = faultOfErrno(errno, 'send', at(20_001))
    expect(fault.errno).toBe(errno)
    expect(fault.message.length, errno).toBeGreaterThan(10)
    expect(fault.advice, errno).toBeTruthy()
  }
})

test('EACCES of bind() is about the port, and only where a port needs a privilege', () => {
  expect(wordsOf('EACCES', 'bind', at(80), 'linux')).toContain('Ports below 1024 belong to the administrator')
  expect(wordsOf('EACCES', 'bind', at(80), 'win32')).not.toMatch(/1024|administrator/)
  expect(wordsOf('EACCES', 'bind', at(20_001), 'linux')).not.toMatch(/1024|SO_BROADCAST/)
})

test('EACCES of a send is never about ports: a broadcast address, or a firewall', () => {
  const broadcast = wordsOf('EACCES', 'send', at(20_001, '255.255.255.255'), 'linux')
  expect(broadcast).toContain('SO_BROADCAST')
  for (const errno of ['EPERM', 'EACCES']) {
    expect(wordsOf(errno, 'send', at(80), 'linux')).toContain('firewall')
    expect(wordsOf(errno, 'send', at(80), 'linux')).not.toContain('1024')
  }
  expect(broadcast).not.toContain('1024')
})

test('EAGAIN of a send is this socket’s full send buffer, ENOBUFS the system’s', () => {
  for (const errno of ['EAGAIN', 'EWOULDBLOCK']) {
    expect(wordsOf(errno, 'send', at(20_001))).toContain("This socket's send buffer stayed full")
  }
  expect(wordsOf('ENOBUFS', 'send', at(20_001))).toContain('The system has no buffer left')
})

test('no way to 127.0.0.1 means that loopback is down; no way elsewhere does not', () => {
  for (const errno of ['ENETUNREACH', 'ENETDOWN']) {
    expect(wordsOf(errno, 'send', at(20_001), 'linux')).toContain('loopback interface is probably down')
    expect(wordsOf(errno, 'send', at(20_001, '192.0.2.1'), 'linux')).not.toContain('loopback interface')
  }
})

test('a second address on a connected socket: who refused it is said', () => {
  expect(wordsOf('EISCONN', 'send', at(20_001))).toContain('this system')
  const library = wordsOf('ERR_SOCKET_DGRAM_IS_CONNECTED', 'send', at(20_001))
  expect(library).toContain('node:dgram')
  expect(library).not.toContain('system')
})
