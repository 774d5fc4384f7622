/** What `send` counts as an answer: what the peer sends, once. */
import { createSocket, type RemoteInfo, type Socket } from 'node:dgram'
import { once } from 'node:events'
import { expect, it } from 'vitest'
import type { Fault } from '../../src/shared/fault'
import { cleanUp, runCli, runJson } from './support'

async function bound(): Promise<Socket> {
  const socket = createSocket('udp4')
  cleanUp(() => new Promise<void>((closed) => socket.close(closed)))
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  return socket
}

/** A peer in this process; gives its port. */
async function peer(answer: (socket: Socket, message: Buffer, from: RemoteInfo) => void): Promise<string> {
  const socket = await bound()
  socket.on('message', (message, from) => answer(socket, message, from))
  return String(socket.address().port)
}

const threeTexts = ['--text', 'a', '--text', 'b', '--text', 'c', '--wait', '300']

it('a peer that answers each datagram twice has answered it once', async () => {
  const port = await peer((socket, message, from) => {
    for (let time = 0; time < 2; time++) socket.send(message, from.port, from.address)
  })
  const { code, document } = await runJson('send', '--port', port, ...threeTexts)
  expect(code).toBe(0)
  const { duplicated, ...counts } = document as Record<string, number>
  expect(counts).toMatchObject({ sent: 3, returned: 3, foreign: 0 })
  expect(duplicated).toBeLessThanOrEqual(3)
  const { stdout } = await runCli('send', '--port', port, ...threeTexts)
  expect(stdout).toMatch(/^= 3 sent, 3 answered/m)
})

it('of numbers each is an answer once, and all are waited for', async () => {
  const port = await peer((socket, message, from) => {
    for (let time = 0; time < 2; time++) socket.send(message, from.port, from.address)
  })
  const { code, document } = await runJson('send', '--port', port, '--numbers', '100', '--wait', '300')
  expect(code).toBe(0)
  expect(document).toMatchObject({ sent: 100, returned: 100, duplicated: 100, foreign: 0 })
})

it('an answer from another port is a stranger’s', async () => {
  const other = await bound()
  const port = await peer((_socket, message, from) => other.send(message, from.port, from.address))
  const { code, document } = await runJson('send', '--port', port, ...threeTexts)
  expect(code).toBe(1)
  const { fault } = document as { fault: Fault }
  expect(fault.code).toBe('socket/no-answer')
  expect(fault.message).toContain('3 datagrams came from elsewhere')
})

it('a peer that floods has answered no more than was sent', async () => {
  const port = await peer((socket, _message, from) => {
    for (let time = 0; time < 500; time++) socket.send('flood', from.port, from.address)
  })
  const { code, document } = await runJson('send', '--port', port, ...threeTexts)
  expect(code).toBe(0)
  expect(document).toMatchObject({ sent: 3, returned: 3 })
})
