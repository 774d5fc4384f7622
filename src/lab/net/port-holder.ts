/** Who holds a port, and which one is free instead. */
import { readdir, readFile, readlink } from 'node:fs/promises'
import type { Fault } from '#shared/fault'
import { escapeHidden } from '#shared/hidden'
import type { EndpointAddress } from '#shared/events/address'
import { DgramSocket } from './dgram-socket'
import { isReachedAt, readKernelSockets } from './kernel'

/** `python3 (process 4711)`, or null where the system does not say or does not let this user see it. */
async function findPortHolder(place: EndpointAddress): Promise<string | null> {
  const sockets = (await readKernelSockets()) ?? []
  const inodes = sockets
    .filter((socket) => isReachedAt(socket, place))
    .map(({ inode }) => `socket:[${inode}]`)
  if (inodes.length === 0) return null
  const processes = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  for (const id of processes) {
    if (await holdsAny(id, inodes)) {
      if (Number(id) === process.pid) return 'this app'
      const name = (await readFile(`/proc/${id}/comm`, 'utf8').catch(() => 'a program')).trim()
      return `${escapeHidden(name)} (process ${id})`
    }
  }
  return null
}

async function holdsAny(id: string, inodes: string[]): Promise<boolean> {
  const descriptors = await readdir(`/proc/${id}/fd`).catch(() => [])
  for (const descriptor of descriptors) {
    const target = await readlink(`/proc/${id}/fd/${descriptor}`).catch(() => '')
    if (inodes.includes(target)) return true
  }
  return false
}

/** A port that bind gave to a socket of ours a moment ago; null when even that fails. */
export async function findFreePort(address: string): Promise<number | null> {
  const probe = new DgramSocket({ datagram: () => undefined, fault: () => undefined })
  const opened = await probe.open({
    local: { address, port: 0 },
    receiveBufferBytes: null,
    receiveSizeBytes: 1,
    readsTogether: 1
  })
  await probe.close()
  return opened.ok ? opened.value.local.port : null
}

/** The fault of a taken port with its holder's name and a free port; any other fault as it is. */
export async function withPortHolder(fault: Fault, local: EndpointAddress): Promise<Fault> {
  if (fault.code !== 'socket/address-in-use') return fault
  const [holder, freePort] = await Promise.all([findPortHolder(local), findFreePort(local.address)])
  return {
    ...fault,
    ...(holder && { message: `Port ${local.port} of ${local.address} is in use: ${holder} holds it.` }),
    ...(freePort && {
      freePort,
      advice: `Stop the program that holds it, or use a free port such as ${freePort}.`
    })
  }
}
