/** Clients of one's own before a pool that stands: one that changes its port, and one that floods. */
import { createSocket, type Socket } from 'node:dgram'
import { on, once } from 'node:events'
import { expect, it } from 'vitest'
import { EventKind } from '../../src/shared/events/batch'
import { countKinds } from '../../src/shared/events/batch'
import { balancingDefaults } from '../../src/tasks/balancing/model/parameters'
import { start } from './balancing-support'
import { cleanUp } from './support'

async function client(port = 0): Promise<Socket> {
  const socket = createSocket('udp4')
  cleanUp(() => new Promise<void>((closed) => socket.close(() => closed())))
  socket.bind(port, '127.0.0.1')
  await once(socket, 'listening')
  return socket
}

/** What each socket asked before: of what was asked twice the second answer may come late. */
const asked = new WeakMap<Socket, Set<string>>()

/** The answer to one datagram; asked again until it comes, because no single one is promised. */
async function ask(socket: Socket, text: string, port: number): Promise<string> {
  const before = asked.get(socket) ?? new Set()
  const send = (): void => socket.send(text, port, '127.0.0.1')
  const again = setInterval(send, 500)
  const answers = on(socket, 'message') as AsyncIterable<[Buffer]>
  send()
  try {
    for await (const [data] of answers) if (!before.has(String(data))) return String(data)
    throw new Error('the socket was closed')
  } finally {
    clearInterval(again)
    asked.set(socket, before.add(text))
  }
}

it('a client that changes its port in mid-session is another client: it has a session of its own', async () => {
  let sessions = 0
  const lab = start({
    onEvent: (event) => {
      if (event.type === 'batch') sessions += countKinds(event.batch, EventKind.connected)
    }
  })
  const stood = await lab.stand(balancingDefaults)
  if (!stood.ok) throw new Error(stood.fault.message)
  const { port } = stood.value.front.bound
  const [before, after] = [await client(), await client()]
  expect(await ask(before, 'hello', port)).toBe('hello')
  expect(await ask(after, 'it is me', port)).toBe('it is me')
  expect(await ask(before, 'still here', port)).toBe('still here')
  await lab.stopServers()
  expect(sessions).toBe(2)
})

it('a client that floods fills queues, and nobody else’s session: others are answered, and the pool stays', async () => {
  const lab = start()
  const stood = await lab.stand({ ...balancingDefaults, servers: balancingDefaults.servers.slice(0, 2) })
  if (!stood.ok) throw new Error(stood.fault.message)
  const { port } = stood.value.front.bound
  const [flooder, other] = [await client(), await client()]
  let sent = 0
  const flood = async (): Promise<void> => {
    while (sent < 50_000) {
      for (let index = 0; index < 500; index++) flooder.send(String(++sent), port, '127.0.0.1')
      await new Promise((resolve) => setImmediate(resolve))
    }
  }
  const flooding = flood()
  for (let time = 0; time < 10; time++) expect(await ask(other, `${time}`, port)).toBe(`${time}`)
  await flooding
  expect(await ask(other, 'after it', port)).toBe('after it')
  const received = stood.value.counts().reduce((sum, count) => sum + count.received, 0)
  console.log(`${sent} sent by the flooder, ${received} received by the pool`)
  expect(received).toBeGreaterThan(10)
  await lab.stopServers()
})
