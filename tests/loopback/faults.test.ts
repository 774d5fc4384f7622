import dgram from 'node:dgram'
import { once } from 'node:events'
import { expect, it } from 'vitest'
import { EventKind } from '../../src/shared/events/batch'
import type { EndpointAddress } from '../../src/shared/events/address'
import { receiveSizeBytes } from '../../src/shared/events/payload'
import { EndpointThread } from '../../src/lab/endpoints/endpoint-thread'
import { ThreadPool } from '../../src/lab/endpoints/thread-pool'
import { openClient } from '../../src/lab/session/client-run'
import { cleanUp, engine, freePort, projectFolder, startLab, startSession } from './support'

const address = '127.0.0.1'
const program = { id: 'message-server' as const }
const listen = { kind: 'listen' as const }
const fixtures = `${projectFolder}/tests/loopback/fixtures`
const dyingWorker = `${fixtures}/dying-worker.mjs`
const server = { name: 'Server', role: 'server' as const, log: 'server' as const, program }

/** A plain socket beside the lab's. */
async function plainSocket(port = 0): Promise<dgram.Socket> {
  const socket = dgram.createSocket('udp4')
  socket.bind(port, address)
  await once(socket, 'listening')
  cleanUp(() => new Promise<void>((closed) => socket.close(() => closed())))
  return socket
}

it('names the port that is in use, who holds it, and a free one', async () => {
  const { lab } = startLab()
  const { port } = (await plainSocket()).address()
  const result = await lab.tasks.task1.startServer({ address, port })
  if (result.ok) throw new Error('two sockets shared a port')
  expect(result.fault.code).toBe('socket/address-in-use')
  expect(result.fault.message).toContain(String(port))
  expect(result.fault.freePort).toBeGreaterThan(0)
  expect(result.fault.freePort).not.toBe(port)
  if (process.platform === 'linux') expect(result.fault.message).toContain('this app')
  const retried = await lab.tasks.task1.startServer({ address, port: result.fault.freePort! })
  expect(retried.ok).toBe(true)
})

it('refuses addresses beyond loopback unless they are allowed, and foreign ones then too', async () => {
  const closed = startSession()
  const opening = { local: { address: '192.0.2.1', port: 0 }, behaviour: listen }
  const refused = await closed.session.open(server, opening)
  expect(refused.ok ? '' : refused.fault.code).toBe('socket/not-loopback')
  const open = startSession(true)
  const foreign = await open.session.open(server, opening)
  expect(foreign.ok ? '' : foreign.fault.code).toBe('socket/address-not-available')
})

it('refuses to send beyond loopback', async () => {
  const { lab } = startLab()
  const sent = await lab.tasks.task1.sendMessage({
    text: 'x',
    clients: 1,
    waitMs: 50,
    address: '192.0.2.1',
    port: 9
  })
  expect(sent.ok ? '' : sent.fault.code).toBe('socket/not-loopback')
})

it.each([
  [0, 'received'],
  [65_507, 'received'],
  [65_508, 'socket/message-too-long']
])('sends a datagram of %i bytes: %s', async (sizeBytes, expected) => {
  const { session, heard } = startSession()
  const opened = await session.open(server, { local: { address, port: 0 }, behaviour: listen })
  if (!opened.ok) throw new Error(opened.fault.message)
  const to = opened.value.local!
  const client = await openClient(session, { name: 'Client', log: 'client', program, targets: [to] })
  if (!client.ok) throw new Error(client.fault.message)
  const sent = await client.value.call('send', { payload: new Uint8Array(sizeBytes).fill(65), to })
  if (expected !== 'received') {
    expect(sent.ok ? '' : sent.fault.code).toBe(expected)
    const refused = heard.events('Client').find(({ kind }) => kind === EventKind.unsent)
    expect(refused?.sizeBytes).toBe(sizeBytes)
    return
  }
  expect(sent.ok).toBe(true)
  await heard.until(() => heard.events('Server').some(({ kind }) => kind === EventKind.received))
  const event = heard.events('Server').find(({ kind }) => kind === EventKind.received)!
  expect(event.sizeBytes).toBe(sizeBytes)
  expect(event.truncated).toBe(sizeBytes > receiveSizeBytes)
  expect(event.payload?.length ?? 0).toBe(Math.min(sizeBytes, receiveSizeBytes))
})

it('keeps bytes that are not text as bytes, and shows them escaped', async () => {
  const { lab, heard } = startLab()
  const started = await lab.tasks.task1.startServer({ address, port: await freePort() })
  if (!started.ok || started.value.state.phase !== 'open') throw new Error('no server')
  const socket = await plainSocket()
  socket.send(Buffer.from([0xff, 0x1b, 0x5b, 0x0a, 0x41]), started.value.state.local.port, address)
  await heard.until(() => heard.lines('server').length === 3)
  expect(heard.lines('server')[1]).toBe('message from client: \\xff\\x1b[\\x0aA   [hex ff 1b 5b 0a 41]')
  const received = heard.events('Server').find(({ kind }) => kind === EventKind.received)
  expect([...received!.payload!]).toEqual([0xff, 0x1b, 0x5b, 0x0a, 0x41])
})

it.each([-1, NaN, 1.5, 65_536])('never binds port %s', async (port) => {
  const { session } = startSession()
  const opened = await session.open(server, { local: { address, port }, behaviour: listen })
  expect(opened.ok ? 'bound' : opened.fault.code).toBe('socket/bad-port')
})

it('is told of a dead port only when connected', async () => {
  const { session } = startSession()
  const to = { address, port: await freePort() }
  const client = await openClient(session, { name: 'Client', log: 'client', program, targets: [to] })
  if (!client.ok) throw new Error(client.fault.message)
  await client.value.call('send', { payload: Uint8Array.of(1), to })
  const silence = await client.value.call('receive', { count: 1, waitMs: 50 })
  expect(silence).toEqual({ ok: true, value: { received: 0, refused: false } })
  await client.value.connect(to)
  await client.value.call('send', { payload: Uint8Array.of(1), to: null })
  const refusal = await client.value.call('receive', { count: 1, waitMs: 2000 })
  if (process.platform === 'linux')
    expect(refusal).toEqual({ ok: true, value: { received: 0, refused: true } })
})

it('closes twice without harm, and answers with a fault afterwards', async () => {
  const { session } = startSession()
  const opened = await session.open(server, { local: { address, port: 0 }, behaviour: listen })
  if (!opened.ok) throw new Error(opened.fault.message)
  await Promise.all([opened.value.close(), opened.value.close()])
  const sent = await opened.value.call('send', { payload: Uint8Array.of(1), to: { address, port: 9 } })
  expect(sent.ok ? '' : sent.fault.code).toBe('run/cancelled')
})

it('marks an endpoint whose thread dies as failed, and its port is free again', async () => {
  const { session, heard } = startSession(false, dyingWorker)
  const opened = await session.open(server, { local: { address, port: 0 }, behaviour: listen })
  if (!opened.ok) throw new Error(opened.fault.message)
  const local = opened.value.local!
  const asked = opened.value.call('settle', { most: 1000, silenceMs: 60_000 })
  expect(await asked).toMatchObject({ ok: false, fault: { code: 'endpoint/died' } })
  expect(heard.endpoints.map(({ state }) => state.phase)).toEqual(['failed'])
  const again = await session.open(server, { local, behaviour: listen })
  expect(again.ok).toBe(true)
})

it('fails the run whose client dies, and goes on', async () => {
  const { lab } = startLab(false, dyingWorker)
  const parameters = {
    count: 100_000,
    serverBuffer: null,
    clientBuffer: null,
    serviceUs: 0,
    clientReads: 'while' as const,
    rate: 1000,
    payloadBytes: null,
    queue: 'kernel' as const
  }
  const result = await lab.tasks.task4.run(parameters)
  expect(result.ok ? '' : result.fault.code).toBe('endpoint/died')
  expect(lab.tasks.task4.session.run.state.phase).toBe('failed')
  expect(lab.tasks.task4.session.snapshot().endpoints.map(({ state }) => state.phase)).not.toContain('open')
  const again = await lab.tasks.task4.sendNumber({ number: 1, waitMs: 2000 })
  expect(again).toEqual({ ok: true, value: { answered: 1 } })
})

it('ends a thread that gives no sign of life', async () => {
  const states: string[] = []
  const hung = new EndpointThread(
    { threads: new ThreadPool(`${fixtures}/hung-worker.mjs`), engine },
    1,
    server,
    { changed: ({ state }) => void states.push(state.phase), batch: () => undefined },
    1000
  )
  cleanUp(() => hung.close(0))
  const opened = await hung.openSocket({
    local: { address, port: 0 },
    behaviour: listen,
    receiveBufferBytes: null,
    receiveSizeBytes
  })
  expect(opened.ok ? '' : opened.fault.code).toBe('endpoint/hung')
  expect(states).toEqual(['failed'])
})

it('bounds the number of sockets', async () => {
  const { session } = startSession()
  const opening = { local: { address, port: 0 }, behaviour: listen }
  const results = await Promise.all(Array.from({ length: 50 }, () => session.open(server, opening)))
  const refused = results.filter((result) => !result.ok && result.fault.code === 'endpoint/too-many')
  expect(refused).toHaveLength(2)
  expect(results.filter(({ ok }) => ok)).toHaveLength(48)
})

it('ends the burst of an endpoint that is closed while it sends, and has told every number that it sent', async () => {
  const { session, heard } = startSession()
  const to = { address, port: await freePort() }
  const client = await openClient(session, { name: 'Client', log: 'client', program, targets: [to] })
  if (!client.ok) throw new Error(client.fault.message)
  const plan = { to, count: 100_000, rate: 2000, reads: 'while' as const, silenceMs: 50 }
  const burst = client.value.call('burst', plan)
  await heard.until(() => heard.events('Client').length > 10)
  await client.value.close()
  const result = await burst
  // Which of the two the thread answers first, the burst or the closing, is up to the scheduler.
  if (result.ok) expect(result.value).toMatchObject({ cancelled: true })
  else expect(result.fault.code).toBe('run/cancelled')
  expect(heard.endpoints[0]?.state.phase).toBe('closed')
  const sent = heard.events('Client').filter(({ kind }) => kind === EventKind.sent)
  expect(sent.length).toBeGreaterThan(0)
  expect(sent.length).toBeLessThan(100_000)
  expect(sent.map(({ payload }) => Number(Buffer.from(payload!).toString('latin1')))).toEqual(
    sent.map((_, index) => index + 1)
  )
})

it('clears a task in mid-run: the run is cancelled, and nothing stays open', async () => {
  const { lab, heard } = startLab()
  const running = lab.tasks.task4.run({
    count: 100_000,
    serverBuffer: null,
    clientBuffer: null,
    serviceUs: 0,
    clientReads: 'while',
    rate: 1000,
    payloadBytes: null,
    queue: 'kernel' as const
  })
  await heard.until(() => heard.lines('client').length > 5)
  await lab.clear('task4')
  const result = await running
  expect(result.ok && result.value.ledger.sent).toBeLessThan(100_000)
  expect(lab.tasks.task4.session.run.state.phase).toBe('idle')
  expect(lab.tasks.task4.session.snapshot().endpoints).toEqual([])
})

it('dissolves the peer: the socket hears everyone again', async () => {
  const { session } = startSession()
  const stranger = await plainSocket()
  const to = { address, port: await freePort() }
  const client = await openClient(session, { name: 'Client', log: 'client', program, targets: [to] })
  if (!client.ok) throw new Error(client.fault.message)
  await client.value.connect(to)
  stranger.send('one', client.value.local!.port, address)
  const filtered = await client.value.call('receive', { count: 1, waitMs: 100 })
  expect(filtered.ok && filtered.value.received).toBe(0)
  expect((await client.value.disconnect()).ok).toBe(true)
  // The ephemeral port went with the peer; the next send gives the socket another one.
  stranger.on('message', (_payload, from) => stranger.send('two', from.port, from.address))
  await client.value.call('send', { payload: Uint8Array.of(1), to: stranger.address() as EndpointAddress })
  const heard = await client.value.call('receive', { count: 1, waitMs: 2000 })
  expect(heard.ok && heard.value.received).toBe(1)
})
