/** A program's sockets, as the kernel has them: proc(5), and sock_diag(7) by way of ss(8) for what /proc does not tell. */
import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { type KernelSocket, parseHexEndpoint, readKernelSockets } from '#lab/net/kernel'
import type { SocketFact } from '../../model/record'

/** A row of /proc/net/tcp or tcp6. */
interface TcpRow {
  local: SocketFact['local']
  inode: number
}

async function readTcp(file: string): Promise<TcpRow[]> {
  const text = await readFile(file, 'utf8').catch(() => '')
  return text
    .split('\n')
    .slice(1)
    .map((line) => line.trim().split(/\s+/))
    .filter((fields) => fields.length > 9)
    .map((fields) => ({ local: parseHexEndpoint(fields[1] ?? ''), inode: Number(fields[9]) }))
}

interface Granted {
  receiveBufferBytes: number | null
  sendBufferBytes: number | null
}

const notGranted: Granted = { receiveBufferBytes: null, sendBufferBytes: null }

/** Of the UDP socket with this port: `skmem:(r0,rb400000,t0,tb212992,…)`. Null: there is no ss, or no such socket. */
function grantedTo(port: number): Promise<Granted> {
  return new Promise((resolve) =>
    execFile('ss', ['-H', '-u', '-a', '-n', '-m', `sport = :${port}`], { timeout: 2000 }, (error, said) => {
      const found = error ? null : /skmem:\(r\d+,rb(\d+),t\d+,tb(\d+),/.exec(said)
      resolve(
        found ? { receiveBufferBytes: Number(found[1]), sendBufferBytes: Number(found[2]) } : notGranted
      )
    })
  )
}

/** A row of the kernel's table. What was granted it does not hold. */
export const factOf = (
  { local, remote, receiveQueueBytes, drops }: KernelSocket,
  granted: Granted = notGranted
): SocketFact => ({
  protocol: 'udp',
  local,
  remote: remote.port === 0 ? null : remote,
  ...granted,
  receiveQueueBytes,
  drops
})

const untold = { ...notGranted, remote: null, receiveQueueBytes: null, drops: null } as const

/**
 * @param withBuffers what ss(8) tells too, which costs a process each
 * @returns null: this system does not tell
 */
export async function socketsOf(
  inodes: ReadonlySet<number>,
  withBuffers = true
): Promise<SocketFact[] | null> {
  const [udp, tcp, tcp6] = await Promise.all([
    readKernelSockets(),
    readTcp('/proc/net/tcp'),
    readTcp('/proc/net/tcp6')
  ])
  if (!udp) return null
  const own = udp.filter(({ inode }) => inodes.has(inode))
  return [
    ...(await Promise.all(
      own.map(async (socket) => factOf(socket, withBuffers ? await grantedTo(socket.local.port) : notGranted))
    )),
    ...[...tcp, ...tcp6]
      .filter(({ inode }) => inodes.has(inode))
      .map(({ local }): SocketFact => ({ ...untold, protocol: 'tcp', local }))
  ]
}
