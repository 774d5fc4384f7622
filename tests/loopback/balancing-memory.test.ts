/** What ten thousand sessions of the balancer take, by the memory of a process that has nothing else. */
import { createSocket, type Socket } from 'node:dgram'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { whyNotEngine } from '../../src/lab/net/engine'
import { readDescriptors } from '../../src/tasks/balancing/lab/descriptors'
import { cleanUp, engine, startChild } from './support'

const sessions = 10_000
const most = 100e6
const { limit } = await readDescriptors()
const why =
  limit !== null && limit < sessions + 500
    ? `one process may have ${limit} descriptors`
    : process.platform !== 'linux' || engine === 'node'
      ? 'of the engine "system" on Linux alone'
      : whyNotEngine('system')

const residentBytes = (pid: number): number =>
  Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) * 1024

async function client(address: string): Promise<Socket> {
  const socket = createSocket('udp4')
  await new Promise<void>((bound) => socket.bind(0, address, bound))
  cleanUp(() => new Promise<void>((closed) => socket.close(() => closed())))
  return socket
}

/** Sends one datagram and gives the answer; asked again until it comes, because no single one is promised. */
function ask(socket: Socket, port: number): Promise<string> {
  return new Promise((resolve) => {
    const send = (): void => socket.send('1', port, '127.0.0.1')
    const again = setInterval(send, 500)
    socket.once('message', (data) => {
      clearInterval(again)
      resolve(String(data))
    })
    send()
  })
}

describe.skipIf(why !== null)(`memory${why === null ? '' : ` (skipped: ${why})`}`, () => {
  it('10,000 sessions take less than 100 MB', async () => {
    const words = ['balance', '--for', '100', '--servers', '4', '--no-health', '--json']
    const lab = startChild('node', ['scripts/lab.mjs', ...words])
    await lab.says('listening')
    const port = Number(/"port":(\d+)/.exec(lab.stdout())?.[1])
    const pid = lab.process.pid ?? 0
    const first = await client('127.0.0.1')
    expect(await ask(first, port)).toBe('1')
    const before = residentBytes(pid)
    // Each has its turn and its own port; a socket is used again only for the system's sake, never for a session.
    const together = 200
    for (let begun = 1; begun < sessions; begun += together) {
      const address = `127.0.0.${2 + Math.floor(begun / 4000)}`
      const sockets = await Promise.all(
        Array.from({ length: Math.min(together, sessions - begun) }, () => client(address))
      )
      await Promise.all(sockets.map((socket) => ask(socket, port)))
    }
    const after = residentBytes(pid)
    const open = readFileSync('/proc/net/udp', 'utf8').split('\n').length
    console.log(
      `resident ${(before / 1e6).toFixed(1)} MB with 1 session, ${(after / 1e6).toFixed(1)} MB with 10,000; ${open} sockets in the namespace`
    )
    expect(open).toBeGreaterThan(2 * sessions)
    expect(after - before).toBeLessThan(most)
  })
})
