import { expect, it } from 'vitest'
import { findKernelSocket, parseProcNetUdp } from './kernel'

const table = `   sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref pointer drops
  350: 0100007F:4E21 00000000:0000 07 00000000:00034100 00:00000000 00000000     0        0 50141 2 0000000000000000 2184
  351: 0100007F:C350 0100007F:4E21 01 00000000:00000000 00:00000000 00000000  1000        0 50142 2 0000000000000000 0
  this row is damaged
`

it('reads addresses, queue bytes, inode and drops', () => {
  expect(parseProcNetUdp(table)).toEqual([
    {
      local: { address: '127.0.0.1', port: 20001 },
      remote: { address: '0.0.0.0', port: 0 },
      receiveQueueBytes: 213248,
      drops: 2184,
      inode: 50141
    },
    {
      local: { address: '127.0.0.1', port: 50000 },
      remote: { address: '127.0.0.1', port: 20001 },
      receiveQueueBytes: 0,
      drops: 0,
      inode: 50142
    }
  ])
})

it('finds nothing in an empty text', () => {
  expect(parseProcNetUdp('')).toEqual([])
})

const table6 = `  sl  local_address                         remote_address                        st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref pointer drops
  350: 0000000000000000FFFF00000100007F:4E21 00000000000000000000000000000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 60001 2 0000000000000000 5
  351: B80D0120000000000000000001000000:4E22 00000000000000000000000000000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 60002 2 0000000000000000 0
`

it('reads udp6: an IPv4 address in an IPv6 socket as IPv4, and others as they are', () => {
  expect(parseProcNetUdp(table6).map(({ local, drops }) => ({ local, drops }))).toEqual([
    { local: { address: '127.0.0.1', port: 20001 }, drops: 5 },
    { local: { address: '2001:db8::1', port: 20002 }, drops: 0 }
  ])
})

it('finds the one socket of an address, and by inode the one that is meant', () => {
  const sockets = [...parseProcNetUdp(table), ...parseProcNetUdp(table6)]
  const local = { address: '127.0.0.1', port: 20001 }
  expect(findKernelSocket(sockets, local)).toBeNull()
  expect(findKernelSocket(sockets, local, 50141)?.drops).toBe(2184)
  expect(findKernelSocket(sockets, local, 60001)?.drops).toBe(5)
  expect(findKernelSocket(sockets, local, 4711)).toBeNull()
  expect(findKernelSocket(sockets, { ...local, port: 50000 })?.inode).toBe(50142)
})
