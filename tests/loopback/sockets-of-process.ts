/** The UDP sockets that this very process has open, as the kernel tells: not as the lab believes. Linux only. */
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { type KernelSocket, parseProcNetUdp } from '../../src/lab/net/kernel'

function inodesOfProcess(): Set<number> {
  const inodes = new Set<number>()
  for (const descriptor of readdirSync('/proc/self/fd')) {
    try {
      const socket = /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/self/fd/${descriptor}`))
      if (socket) inodes.add(Number(socket[1]))
    } catch {
      // Closed since the folder was listed, as the folder's own descriptor is.
    }
  }
  return inodes
}

/** All are read without giving up the thread: what the lab lists cannot change meanwhile. */
export function socketsOfProcess(): KernelSocket[] {
  const sockets = ['/proc/net/udp', '/proc/net/udp6'].flatMap((file) =>
    parseProcNetUdp(readFileSync(file, 'utf8'))
  )
  const ours = inodesOfProcess()
  return sockets.filter(({ inode }) => ours.has(inode))
}
