import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, it } from 'vitest'
import { createSocket } from '../../src/lab/net/engine'
import { readKernelSocket } from '../../src/lab/net/kernel'
import type { UdpSocket } from '../../src/lab/net/udp-socket'
import type { EndpointAddress } from '../../src/shared/events/address'
import type { Fault } from '../../src/shared/fault'
import { cleanUp, engine, projectFolder } from './support'

interface Heard {
  text: string
  sizeBytes: number
}

/** A bare socket of the engine under test, in this thread. */
async function openSocket(
  more: { receiveBufferBytes?: number; receiveSizeBytes?: number; local?: EndpointAddress } = {}
): Promise<{
  socket: UdpSocket
  local: EndpointAddress
  grantedBytes: number
  heard: Heard[]
  faults: Fault[]
}> {
  const heard: Heard[] = []
  const faults: Fault[] = []
  const socket = createSocket(
    engine,
    {
      datagram: (payload, _address, _port, sizeBytes) =>
        heard.push({ text: Buffer.from(payload).toString('latin1'), sizeBytes }),
      fault: (fault) => faults.push(fault)
    },
    { bell: -1, hold: () => undefined, release: () => true }
  )
  const opened = await socket.open({
    local: { address: '127.0.0.1', port: 0 },
    receiveBufferBytes: null,
    receiveSizeBytes: 1024,
    readsTogether: 64,
    ...more
  })
  if (!opened.ok) throw new Error(opened.fault.message)
  cleanUp(() => socket.close())
  return { socket, local: opened.value.local, grantedBytes: opened.value.buffer.grantedBytes!, heard, faults }
}

/** Sends them all and waits for the answers of send(); gives the errors. */
async function sendAll(socket: UdpSocket, to: EndpointAddress, payloads: Uint8Array[]): Promise<unknown[]> {
  const answers = payloads.map(
    (payload) => new Promise<unknown>((answer) => socket.send(payload, to, (error) => answer(error)))
  )
  socket.flush()
  return (await Promise.all(answers)).filter((error) => error !== null)
}

const text = (value: string): Uint8Array => Buffer.from(value)

it('keeps datagrams apart and in order, short ones, empty ones and long ones', async () => {
  const receiver = await openSocket({ receiveSizeBytes: 5 })
  const sender = await openSocket()
  const long = Buffer.alloc(9000, 'x')
  const sent = [text('one'), text(''), long, text('four'), text('fives')]
  expect(await sendAll(sender.socket, receiver.local, sent)).toEqual([])
  while (receiver.heard.length < sent.length) await receiver.socket.wait(5)
  expect(receiver.heard).toEqual([
    { text: 'one', sizeBytes: 3 },
    { text: '', sizeBytes: 0 },
    { text: 'xxxxx', sizeBytes: 9000 },
    { text: 'four', sizeBytes: 4 },
    { text: 'fives', sizeBytes: 5 }
  ])
})

it('has no fault to report of a queue that is empty', async () => {
  const { socket, faults } = await openSocket()
  const release = socket.hold()
  for (let reads = 0; reads < 3; reads++) await socket.wait(0)
  release()
  expect(faults).toEqual([])
})

it('answers every send() of a batch, the refused ones with their error', async () => {
  const receiver = await openSocket()
  const sender = await openSocket()
  const good = text('good')
  const answers: (string | null)[] = []
  const send = (payload: Uint8Array, to: EndpointAddress): void =>
    sender.socket.send(payload, to, (error) =>
      answers.push(error === null ? null : (error as NodeJS.ErrnoException).code!)
    )
  send(good, receiver.local)
  send(Buffer.alloc(65_508), receiver.local)
  send(good, { ...receiver.local, port: 0 })
  send(good, receiver.local)
  sender.socket.flush()
  while (answers.length < 4) await sender.socket.wait(0)
  expect([answers[0], answers[1], answers[3]]).toEqual([null, 'EMSGSIZE', null])
  expect(answers[2]).toMatch(/EINVAL|ERR_SOCKET_BAD_PORT/)
})

// node:dgram reads whenever the loop turns, held or not.
it.runIf(engine === 'system')('reads nothing while it is held', async () => {
  const receiver = await openSocket()
  const sender = await openSocket()
  cleanUp(receiver.socket.hold())
  await sendAll(sender.socket, receiver.local, [text('1'), text('2')])
  for (let turn = 0; turn < 10; turn++) await new Promise((resolve) => setImmediate(resolve))
  expect(receiver.heard).toEqual([])
})

it('still delivers after connect() what a stranger had sent before it, and nothing later', async () => {
  const receiver = await openSocket()
  const stranger = await openSocket()
  const peer = await openSocket()
  const sent = sendAll(stranger.socket, receiver.local, [text('before')])
  expect(await receiver.socket.connect(peer.local)).toMatchObject({ ok: true })
  expect(await sent).toEqual([])
  expect(await sendAll(stranger.socket, receiver.local, [text('after')])).toEqual([])
  expect(await sendAll(peer.socket, receiver.local, [text('peer')])).toEqual([])
  while (receiver.heard.length < 2) await receiver.socket.wait(5)
  expect(receiver.heard.map((one) => one.text)).toEqual(['before', 'peer'])
})

// udp(7): Linux sends to the address that is given. Other systems may refuse; node:dgram does before it asks any.
it.runIf(process.platform === 'linux')(
  'tells what becomes of an address given on a connected socket',
  async () => {
    const sender = await openSocket()
    const peer = await openSocket()
    const second = await openSocket()
    await sender.socket.connect(peer.local)
    const [error] = await sendAll(sender.socket, second.local, [text('second')])
    const long = Buffer.alloc(3000, 'x')
    if (engine === 'node') {
      return expect(error).toMatchObject({ code: 'ERR_SOCKET_DGRAM_IS_CONNECTED' })
    }
    expect(error).toBeUndefined()
    // One too long for a batch, and then one for the peer again: an address must not stay in its place.
    expect(await sendAll(sender.socket, second.local, [long])).toEqual([])
    await new Promise<void>((resolve) => sender.socket.send(text('peer'), null, () => resolve()))
    while (second.heard.length < 2 || peer.heard.length < 1) await second.socket.wait(5)
    expect(second.heard.map(({ sizeBytes }) => sizeBytes)).toEqual([6, 3000])
    expect(peer.heard.map((one) => one.text)).toEqual(['peer'])
  }
)

// macOS has no 127.0.0.2 unless it is configured.
it.runIf(process.platform === 'linux')('gives one port to two sockets on two addresses', async () => {
  const one = await openSocket()
  const other = await openSocket({ local: { address: '127.0.0.2', port: one.local.port } })
  expect(other.local).toEqual({ address: '127.0.0.2', port: one.local.port })
  await expect(openSocket({ local: one.local })).rejects.toThrow('in use')
})

it('finds the ICMP error of a dead port in an error queue, and none of a bound port', async () => {
  const asker = await openSocket()
  const bound = await openSocket()
  const gone = await openSocket()
  await gone.socket.close()
  const seen = asker.socket.askForError(gone.local, text('?'), 1000)
  expect(seen).toEqual(engine === 'system' ? { offender: '127.0.0.1', to: gone.local } : null)
  expect(asker.socket.askForError(bound.local, text('?'), 20)).toBeNull()
})

it('gives all that came while it was held, in order', async () => {
  const receiver = await openSocket()
  const sender = await openSocket()
  const undo = receiver.socket.hold()
  await sendAll(sender.socket, receiver.local, [text('1'), text('2')])
  undo()
  while (receiver.heard.length < 2) await new Promise((resolve) => setImmediate(resolve))
  expect(receiver.heard.map((one) => one.text)).toEqual(['1', '2'])
})

it.runIf(process.platform === 'linux')(
  'drops what its receive buffer cannot hold, and counts it',
  async () => {
    const receiver = await openSocket({ receiveBufferBytes: 20_000 })
    const sender = await openSocket()
    const undo = receiver.socket.hold()
    cleanUp(undo)
    expect(receiver.grantedBytes).toBe(40_000)
    const count = 200
    await sendAll(
      sender.socket,
      receiver.local,
      Array.from({ length: count }, (_, index) => text(String(index)))
    )
    const row = (await readKernelSocket(receiver.local))!
    expect(row.drops).toBeGreaterThan(0)
    if (engine === 'system') {
      expect(receiver.socket.counters()).toEqual({
        drops: row.drops,
        receiveQueueBytes: row.receiveQueueBytes
      })
    } else expect(receiver.socket.counters()).toBeNull()
    while (receiver.heard.length < count - row.drops) await receiver.socket.wait(5)
    expect((await readKernelSocket(receiver.local))!.receiveQueueBytes).toBe(0)
  }
)

it.runIf(engine === 'system')('falls back to node:dgram with one line where the FFI is missing', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'udp-lab-no-ffi-'))
  cleanUp(() => rmSync(folder, { recursive: true, force: true }))
  cpSync(path.join(projectFolder, 'out/lab'), folder, { recursive: true })
  writeFileSync(path.join(folder, 'package.json'), '{"type":"module"}')
  writeFileSync(
    path.join(folder, 'start.js'),
    `import { main } from './cli.js'; process.exit(await main(process.argv.slice(2), ${JSON.stringify(path.join(folder, 'worker.js'))}))`
  )
  const run = (...words: string[]) =>
    spawnSync('node', ['start.js', ...words], {
      cwd: folder,
      encoding: 'utf8',
      timeout: 20_000
    })
  const fallen = run('task4', '--count', '8', '--json')
  expect(fallen.status, fallen.stderr).toBe(0)
  expect(JSON.parse(fallen.stdout).ledger.returned).toBe(8)
  expect(fallen.stderr.trim().split('\n')).toEqual([expect.stringMatching(/^Using node:dgram: koffi could/)])
  const asked = run('task4', '--count', '8', '--engine', 'system', '--json')
  expect(asked.status).toBe(1)
  expect(JSON.parse(asked.stdout).fault.code).toBe('lab/no-engine')
})
