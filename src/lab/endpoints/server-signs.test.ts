import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, it } from 'vitest'
import { LoopGuard } from './loop-guard'
import { announce, ServerSigns } from './server-signs'
import { ServerTable } from './server-table'

const server = { address: '127.0.0.1', port: 40_123 }

it.runIf(process.platform === 'linux')('a server is seen while it is open, and not afterwards', () => {
  const signs = new ServerSigns()
  expect(signs.has(server, true, 0)).toBe(false)
  const end = announce(server)
  expect(signs.has(server, true, 100)).toBe(true)
  expect(signs.has({ ...server, port: 4012 }, true, 100)).toBe(false)
  expect(signs.has({ ...server, address: '127.0.0.2' }, true, 100)).toBe(false)
  end()
  expect(signs.has(server, true, 200)).toBe(false)
})

it('reads the names as the kernel writes them, and nothing where there are none', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'udp-lab-signs-'))
  try {
    const file = path.join(folder, 'unix')
    writeFileSync(
      file,
      'Num RefCount Protocol Flags Type St Inode Path\n' +
        '0: 2 0 00010000 0001 01 7 @udp-lab-server 127.0.0.1:20001@@@@@@\n' +
        '0: 2 0 00010000 0001 01 8 @udp-lab-server 0.0.0.0:20002\n' +
        '0: 2 0 00010000 0001 01 10 @udp-lab-server ::1:20003\n' +
        '0: 2 0 00010000 0001 01 11 @udp-lab-server :::20004\n' +
        '0: 2 0 00010000 0001 01 9 /run/other\n'
    )
    const signs = new ServerSigns(file)
    expect(signs.has({ address: '127.0.0.1', port: 20_001 }, true, 0)).toBe(true)
    expect(signs.has({ address: '127.0.0.9', port: 20_002 }, true, 0)).toBe(true)
    expect(signs.has({ address: '192.0.2.1', port: 20_002 }, false, 0)).toBe(false)
    expect(signs.has({ address: '::1', port: 20_003 }, true, 0)).toBe(true)
    expect(signs.has({ address: '127.0.0.1', port: 20_003 }, true, 0)).toBe(false)
    expect(signs.has({ address: '::ffff:127.0.0.1', port: 20_004 }, true, 0)).toBe(true)
    expect(signs.has({ address: '::1', port: 20_002 }, true, 0)).toBe(false)
    expect(signs.has({ address: '::ffff:127.0.0.1', port: 20_001 }, true, 0)).toBe(true)
    expect(new ServerSigns(path.join(folder, 'none')).has(server, true, 0)).toBe(false)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

it.runIf(process.platform === 'linux')(
  'a server of another process on a port of clients gets no answer',
  () => {
    const guard = new LoopGuard({ address: '127.0.0.1', port: 20_001 }, new ServerTable(), {
      low: 32_768,
      high: 60_999
    })
    const asks = (nowMs: number) => guard.refuse(new Uint8Array(1), server.address, server.port, nowMs)
    const end = announce(server)
    expect(asks(0)).toEqual({ reason: 'server', repeats: 0, news: true })
    end()
    expect(asks(1000)).toBeNull()
    // From now on it is taken for a client, and not asked about for each datagram.
    expect(guard.suspects(server.port)).toBe(false)
  }
)
