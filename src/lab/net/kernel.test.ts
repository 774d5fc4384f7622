import { expect, it } from 'vitest'
import { parseProcNetUdp } from './kernel'

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
