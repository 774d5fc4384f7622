/** Slow motion on real sockets: what is held is not done, and what is let go is done once. */
import dgram from 'node:dgram'
import { once } from 'node:events'
import { expect, it } from 'vitest'
import { EndpointThread } from '../../src/lab/endpoints/endpoint-thread'
import { motionSlots } from '../../src/lab/endpoints/gate'
import { ThreadPool } from '../../src/lab/endpoints/thread-pool'
import type { WholeLab } from '../../src/tasks/lab'
import { EventKind } from '../../src/shared/events/batch'
import type { HeldCall, Position } from '../../src/shared/events/motion'
import { receiveSizeBytes } from '../../src/shared/events/payload'
import { cleanUp, engine, freePort, type Listener, projectFolder, startLab, workerFile } from './support'

const address = '127.0.0.1'
const text = 'Helllo UDP Server'

/** An endpoint's position as one word or two: `send`, `print 1`, `waiting`. */
function wordOf({ place }: Position): string {
  if (place.phase !== 'held') return place.phase
  return place.index > 0 ? `${place.call} ${place.index}` : place.call
}

class Stepper {
  constructor(
    readonly lab: WholeLab,
    readonly heard: Listener
  ) {}

  position(name: string): Position | undefined {
    const { endpoints, motion } = this.heard
    return motion.positions.find(
      ({ endpointId }) => endpoints.find(({ id }) => id === endpointId)?.name === name
    )
  }

  async at(name: string, word: HeldCall | 'print 1' | 'send 1' | 'waiting'): Promise<Position> {
    await this.heard.until(() => {
      const position = this.position(name)
      return position !== undefined && wordOf(position) === word
    })
    return this.position(name)!
  }

  /** Lets it go from where it is said to be. */
  async step(name: string, from: HeldCall | 'print 1' | 'send 1'): Promise<void> {
    const { endpointId, place } = await this.at(name, from)
    expect(this.lab.step('task1', endpointId, place.phase === 'held' ? place.stop : 0).ok).toBe(true)
  }

  async steps(name: string, ...from: Parameters<Stepper['step']>[1][]): Promise<void> {
    for (const word of from) await this.step(name, word)
  }
}

function startSlowly(): Stepper {
  const { lab, heard } = startLab()
  lab.slowMotion('task1', true)
  return new Stepper(lab, heard)
}

/** A socket of the test's own: what arrives at it was really sent. */
async function openPeer(): Promise<{ socket: dgram.Socket; port: number; texts: string[] }> {
  const socket = dgram.createSocket('udp4')
  const texts: string[] = []
  socket.on('message', (payload) => texts.push(payload.toString()))
  socket.bind(0, address)
  await once(socket, 'listening')
  cleanUp(() => new Promise<void>((done) => socket.close(done)))
  return { socket, port: socket.address().port, texts }
}

it('goes through both programs one call at a time, in the order of their lines', async () => {
  const motion = startSlowly()
  const { lab, heard } = motion
  const port = await freePort()
  const starting = lab.tasks.task1.startServer({ address, port })
  await motion.step('Server', 'open')
  expect((await starting).ok).toBe(true)
  await motion.steps('Server', 'greet', 'receive')
  await motion.at('Server', 'waiting')
  const sending = lab.tasks.task1.sendMessage({ text, clients: 1, waitMs: 1000, address, port })
  await motion.steps('Client 1', 'open', 'send', 'receive')
  await motion.steps('Server', 'print', 'print 1')
  await motion.at('Server', 'send')
  expect(heard.events('Client 1').map(({ kind }) => kind)).toEqual([EventKind.listening, EventKind.sent])
  await motion.step('Server', 'send')
  await motion.steps('Client 1', 'print', 'close')
  expect(await sending).toEqual({ ok: true, value: { answered: 1, clients: 1 } })
  await motion.at('Server', 'receive')
  expect(heard.events('Server').map(({ kind }) => kind)).toEqual([
    EventKind.listening,
    EventKind.received,
    EventKind.sent
  ])
  expect(motion.position('Client 1')).toBeUndefined()
})

it('binds only when it is let go', async () => {
  const motion = startSlowly()
  const port = await freePort()
  const starting = motion.lab.tasks.task1.startServer({ address, port })
  await motion.at('Server', 'open')
  // The port is still anybody's.
  const other = dgram.createSocket('udp4')
  other.bind(port, address)
  await once(other, 'listening')
  await new Promise<void>((done) => other.close(done))
  await motion.step('Server', 'open')
  expect((await starting).ok).toBe(true)
})

it('sends nothing while it is held before sendto(), and one datagram when it is let go', async () => {
  const motion = startSlowly()
  const peer = await openPeer()
  const { port } = peer
  const sending = motion.lab.tasks.task1.sendMessage({ text, clients: 1, waitMs: 1000, address, port })
  await motion.step('Client 1', 'open')
  const held = await motion.at('Client 1', 'send')
  // What the test sends itself overtakes whatever the client would have sent before.
  const marker = dgram.createSocket('udp4')
  cleanUp(() => new Promise<void>((done) => marker.close(done)))
  const marked = once(peer.socket, 'message')
  marker.send('marker', port, address)
  await marked
  expect(peer.texts).toEqual(['marker'])
  const arrived = once(peer.socket, 'message')
  const stop = held.place.phase === 'held' ? held.place.stop : 0
  expect(motion.lab.step('task1', held.endpointId, stop).ok).toBe(true)
  // Twice the same step is one.
  expect(motion.lab.step('task1', held.endpointId, stop).ok).toBe(true)
  await arrived
  await motion.at('Client 1', 'receive')
  expect(peer.texts).toEqual(['marker', text])
  motion.lab.slowMotion('task1', false)
  peer.socket.send('answer', (await clientPort(motion)) ?? 0, address)
  expect(await sending).toEqual({ ok: true, value: { answered: 1, clients: 1 } })
})

async function clientPort({ heard }: Stepper): Promise<number | undefined> {
  const client = heard.endpoints.find(({ name }) => name === 'Client 1')
  return client?.state.phase === 'open' ? client.state.local.port : undefined
}

it.runIf(process.platform === 'linux')(
  'leaves what comes in the kernel while it is held before recvfrom(), and takes one a step',
  async () => {
    const motion = startSlowly()
    const port = await freePort()
    const starting = motion.lab.tasks.task1.startServer({ address, port })
    await motion.steps('Server', 'open', 'greet')
    await starting
    await motion.at('Server', 'receive')
    const peer = await openPeer()
    for (const word of ['one', 'two', 'three']) peer.socket.send(word, port, address)
    const queued = () => motion.position('Server')?.queueBytes ?? 0
    await motion.heard.until(() => queued() > 0)
    let three = 0
    await motion.heard.until(() => (three = queued()) >= 3 * 512)
    expect(motion.heard.events('Server').map(({ kind }) => kind)).toEqual([EventKind.listening])
    await motion.steps('Server', 'receive', 'print', 'print 1', 'send')
    await motion.at('Server', 'receive')
    await motion.heard.until(() => queued() < three && queued() > 0)
    expect(motion.heard.events('Server').filter(({ kind }) => kind === EventKind.received)).toHaveLength(1)
    await motion.heard.until(() => queued() === (2 * three) / 3)
  }
)

it('stops within two seconds whatever it is held before, and its port is free again', async () => {
  const motion = startSlowly()
  const { lab } = motion
  const port = await freePort()
  for (const last of ['greet', 'receive', 'print', 'print 1', 'send'] as const) {
    const starting = lab.tasks.task1.startServer({ address, port })
    const way = ['open', 'greet', 'receive', 'print', 'print 1', 'send'] as const
    const peer = await openPeer()
    for (const call of way.slice(0, way.indexOf(last))) {
      await motion.step('Server', call)
      if (call === 'open') expect((await starting).ok).toBe(true)
      if (call === 'receive') peer.socket.send(text, port, address)
    }
    await motion.at('Server', last)
    const sinceMs = performance.now()
    await lab.tasks.task1.stopServers()
    expect(performance.now() - sinceMs).toBeLessThan(2000)
    expect(peer.texts).toEqual([])
    // The next server of the same name is another endpoint.
    await motion.heard.until(() => motion.heard.motion.positions.length === 0)
    motion.heard.forget()
  }
})

it('ends at once when the lab closes while endpoints are held before their sockets are made', async () => {
  const motion = startSlowly()
  const port = await freePort()
  const starting = motion.lab.tasks.task1.startServer({ address, port })
  const sending = motion.lab.tasks.task1.sendMessage({ text, clients: 3, waitMs: 1000, address, port })
  await motion.heard.until(() => motion.heard.motion.positions.length === 4)
  const sinceMs = performance.now()
  await motion.lab.close()
  expect(performance.now() - sinceMs).toBeLessThan(2000)
  expect((await starting).ok).toBe(false)
  expect((await sending).ok).toBe(false)
})

it('does not let a deadline run while anybody is held', async () => {
  const motion = startSlowly()
  const { lab } = motion
  const port = await freePort()
  const starting = lab.tasks.task1.startServer({ address, port })
  await motion.steps('Server', 'open', 'greet', 'receive')
  await starting
  const waitMs = 300
  const sending = lab.tasks.task1.sendMessage({ text, clients: 1, waitMs, address, port })
  await motion.steps('Client 1', 'open', 'send', 'receive')
  await motion.at('Client 1', 'waiting')
  await motion.at('Server', 'print')
  // Meanwhile a deadline three times as long runs out in a task that is not in slow motion.
  const elsewhere = await lab.tasks.task3.exchange({ connected: false, waitMs: 3 * waitMs })
  expect(elsewhere).toEqual({ ok: true, value: { answered: 0, refused: false } })
  await motion.steps('Server', 'print', 'print 1', 'send')
  await motion.steps('Client 1', 'print', 'close')
  expect(await sending).toEqual({ ok: true, value: { answered: 1, clients: 1 } })
})

it('does let it run when nobody is held: silence is silence in slow motion too', async () => {
  const motion = startSlowly()
  const port = await freePort()
  const sending = motion.lab.tasks.task1.sendMessage({ text, clients: 1, waitMs: 50, address, port })
  await motion.steps('Client 1', 'open', 'send', 'receive', 'close')
  expect(await sending).toEqual({ ok: true, value: { answered: 0, clients: 1 } })
  expect(motion.heard.events('Client 1').map(({ kind }) => kind)).toContain(EventKind.timedOut)
})

it('lets everybody go when it is switched off, and stops them again when it is switched on', async () => {
  const motion = startSlowly()
  const { lab, heard } = motion
  const port = await freePort()
  const starting = lab.tasks.task1.startServer({ address, port })
  await motion.at('Server', 'open')
  lab.slowMotion('task1', false)
  expect((await starting).ok).toBe(true)
  const exchange = { text, clients: 1, waitMs: 1000, address, port }
  expect(await lab.tasks.task1.sendMessage(exchange)).toEqual({
    ok: true,
    value: { answered: 1, clients: 1 }
  })
  lab.slowMotion('task1', true)
  await motion.at('Server', 'waiting')
  const sending = lab.tasks.task1.sendMessage(exchange)
  await motion.steps('Client 2', 'open', 'send')
  await motion.at('Server', 'print')
  lab.slowMotion('task1', false)
  lab.slowMotion('task1', true)
  lab.slowMotion('task1', false)
  expect((await sending).ok).toBe(true)
  expect(heard.motion).toEqual({ on: false, positions: [] })
})

it('gives signs of life while it is held: it is not ended as one that hangs', async () => {
  const opening = {
    ...{ local: { address, port: 0 }, receiveBufferBytes: null, receiveSizeBytes },
    ...{ behaviour: { kind: 'listen' as const }, lines: { greeting: 0, perDatagram: 1 } }
  }
  const hungMs = 3000
  const start = (file: string, motion?: SharedArrayBuffer): EndpointThread => {
    const description = { name: 'Client', role: 'client', log: 'client' } as const
    const threads = new ThreadPool(file)
    const thread = new EndpointThread(
      { threads, engine, ...(motion && { motion }) },
      1,
      { ...description, program: { id: 'message-client' } },
      { changed: () => undefined, batch: () => undefined },
      hungMs
    )
    cleanUp(() => thread.close().then(() => threads.drain()))
    return thread
  }
  const motion = new SharedArrayBuffer(4 * motionSlots.length)
  Atomics.store(new Int32Array(motion), motionSlots.on, 1)
  const held = start(workerFile, motion)
  const opened = held.openSocket(opening)
  const hung = await start(`${projectFolder}/tests/loopback/fixtures/hung-worker.mjs`).openSocket(opening)
  expect(hung).toMatchObject({ ok: false, fault: { code: 'endpoint/hung' } })
  expect(held.info.state.phase).toBe('opening')
  held.release(1)
  expect((await opened).ok).toBe(true)
})

it('refuses a step where nothing is held', async () => {
  const { lab } = startLab()
  expect(lab.step('task1', 1, 1)).toMatchObject({ ok: false, fault: { code: 'run/not-running' } })
})
