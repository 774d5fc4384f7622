/** Servers and clients over ::1, on either engine: the ledger, the kernel's drops, and an IPv4 peer of an IPv6 socket. */
import { expect, it } from 'vitest'
import { createSocket } from '../../src/lab/net/engine'
import { announce } from '../../src/lab/endpoints/server-signs'
import { fillQueue } from '../../src/lab/measure/fill'
import { findFreePort } from '../../src/lab/net/port-holder'
import { readKernelSocket } from '../../src/lab/net/kernel'
import type { UdpSocket } from '../../src/lab/net/udp-socket'
import type { EndpointAddress } from '../../src/shared/events/address'
import { formatEndpoint } from '../../src/shared/events/address'
import type { Fault } from '../../src/shared/fault'
import { cleanUp, engine, runCli, runJson, startCli, startLab } from './support'

/** A machine may be without IPv6. */
const hasSix = (await findFreePort('::1')) !== null
const byEngine = ['--engine', engine]

interface Opened {
  socket: UdpSocket
  local: EndpointAddress
  heard: string[]
  faults: Fault[]
}

async function open(address: string, receiveBufferBytes: number | null = null): Promise<Opened> {
  const heard: string[] = []
  const faults: Fault[] = []
  const socket = createSocket(
    engine,
    {
      datagram: (payload, from, port, sizeBytes) =>
        heard.push(
          `${Buffer.from(payload).toString('latin1')} ${sizeBytes} ${formatEndpoint({ address: from, port })}`
        ),
      fault: (fault) => faults.push(fault)
    },
    { bell: -1, hold: () => undefined, release: () => true }
  )
  const opened = await socket.open({
    local: { address, port: 0 },
    receiveBufferBytes,
    receiveSizeBytes: 8,
    readsTogether: 8
  })
  if (!opened.ok) throw new Error(opened.fault.message)
  cleanUp(() => socket.close())
  return { socket, local: opened.value.local, heard, faults }
}

function send({ socket }: Opened, text: string, to: EndpointAddress | null): Promise<string | null> {
  const answer = new Promise<string | null>((resolve) =>
    socket.send(Buffer.from(text), to, (error) =>
      resolve(error && ((error as NodeJS.ErrnoException).code ?? error.message))
    )
  )
  socket.flush()
  return answer
}

async function hear({ socket, heard }: Opened, count: number): Promise<string[]> {
  const endMs = performance.now() + 5000
  while (heard.length < count && performance.now() < endMs) await socket.wait(5)
  return heard
}

it.runIf(hasSix)('carries datagrams over ::1, cut and told as over IPv4', async () => {
  const server = await open('::1')
  const clients = [await open('::1'), await open('::1')] as const
  const [one, two] = clients
  expect(server.local.address).toBe('::1')
  for (const client of [one, two, one]) expect(await send(client, 'number 1', server.local)).toBeNull()
  expect(await send(two, 'much too long', server.local)).toBeNull()
  expect(await send(one, 'x'.repeat(3000), server.local)).toBeNull()
  const [first, second] = clients.map(({ local }) => formatEndpoint(local))
  expect(await hear(server, 5)).toEqual([
    `number 1 8 ${first}`,
    `number 1 8 ${second}`,
    `number 1 8 ${first}`,
    `much too 13 ${second}`,
    `xxxxxxxx 3000 ${first}`
  ])
  expect(await send(server, 'back', one.local)).toBeNull()
  expect(await hear(one, 1)).toEqual([`back 4 ${formatEndpoint(server.local)}`])
})

it.runIf(hasSix)('connects, is refused by a dead port, and dissolves', async () => {
  const gone = await open('::1')
  await gone.socket.close()
  const client = await open('::1')
  expect(await client.socket.connect(gone.local)).toMatchObject({ ok: true })
  await send(client, 'anybody?', null)
  const endMs = performance.now() + 5000
  while (client.faults.length === 0 && performance.now() < endMs) await client.socket.wait(5)
  expect(client.faults[0]).toMatchObject({ code: 'socket/connection-refused' })
  expect(client.faults[0]?.message).toContain(formatEndpoint(gone.local))
  const server = await open('::1')
  expect(client.socket.disconnect()).toMatchObject({ ok: true })
  expect(await send(client, 'hello', server.local)).toBeNull()
  expect((await hear(server, 1))[0]).toMatch(/^hello 5 \[::1\]:\d+$/)
})

it.runIf(hasSix)('names an IPv4 peer of a socket on :: as what it is, and answers it', async () => {
  const server = await open('::')
  const client = await open('127.0.0.1')
  const { port } = server.local
  expect(await send(client, 'four', { address: '127.0.0.1', port })).toBeNull()
  expect(await hear(server, 1)).toEqual([`four 4 [::ffff:127.0.0.1]:${client.local.port}`])
  expect(await send(server, 'by six', { address: '::ffff:127.0.0.1', port: client.local.port })).toBeNull()
  expect(await send(server, 'by four', client.local)).toBeNull()
  expect(await hear(client, 2)).toEqual([`by six 6 127.0.0.1:${port}`, `by four 7 127.0.0.1:${port}`])
})

it.runIf(hasSix)('refuses an address of IPv6 on a socket of IPv4 by its name', async () => {
  const client = await open('127.0.0.1')
  const to = { address: '::1', port: 20001 }
  expect(await send(client, 'x', to)).toBe('EAFNOSUPPORT')
  expect(await client.socket.connect(to)).toMatchObject({ fault: { code: 'socket/address-family' } })
})

it.runIf(hasSix && process.platform === 'linux')('finds its drops in udp6', async () => {
  const server = await open('::1', 4096)
  const release = server.socket.hold()
  const client = await open('::1')
  const count = 100
  for (let number = 0; number < count; number++)
    expect(await send(client, String(number), server.local)).toBeNull()
  const row = await readKernelSocket(server.local)
  expect(row?.drops).toBeGreaterThan(0)
  if (engine === 'system') expect(server.socket.counters()?.drops).toBe(row?.drops)
  release()
  expect(await hear(server, count - row!.drops)).toHaveLength(count - row!.drops)
})

it.runIf(hasSix)('a run over ::1 keeps its ledger and the kernel’s drops, in the terminal', async () => {
  const server = startCli('serve', '--host', '::1', '--port', '0', '--echo', '--json', ...byEngine)
  await server.says('}')
  const { listening } = JSON.parse(server.stdout()) as { listening: EndpointAddress }
  expect(listening.address).toBe('::1')
  const words = ['--host', '0:0:0:0:0:0:0:1', '--port', String(listening.port), '--numbers', '2000']
  const { code, document } = await runJson('send', ...words, ...byEngine)
  expect(code).toBe(0)
  const { sent, returned, local } = document as { sent: number; returned: number; local: EndpointAddress }
  expect(local.address).toBe('::1')
  server.process.kill('SIGINT')
  const { stdout } = await server.ended
  const { received, replied, kernelDrops } = JSON.parse(stdout.trim().split('\n')[1]!) as Record<
    string,
    number
  >
  expect(sent).toBe(2000)
  expect(received).toBe(replied)
  expect(returned).toBeLessThanOrEqual(replied!)
  if (process.platform === 'linux') expect(received! + kernelDrops!).toBe(sent)
})

it.runIf(hasSix)('an echo server on ::1 leaves another one’s datagram without an answer', async () => {
  const first = startCli('serve', '--host', '::1', '--port', '0', '--echo', '--json', ...byEngine)
  await first.says('}')
  const { listening } = JSON.parse(first.stdout()) as { listening: EndpointAddress }
  // This process stands for a server of UDP Lab: it shows the sign of one.
  const forger = await open('::1')
  cleanUp(announce(forger.local))
  expect(await send(forger, 'number 1', listening)).toBeNull()
  const plain = await open('::1')
  expect(await send(plain, 'number 2', listening)).toBeNull()
  expect(await hear(plain, 1)).toEqual([`number 2 8 ${formatEndpoint(listening)}`])
  // The answer to the second one is here: one to the first would have come before.
  await forger.socket.wait(0)
  expect(forger.heard).toEqual([])
})

interface LossDocument {
  host: string
  ledger: Record<'sent' | 'served' | 'replied' | 'returned' | 'lostRequests' | 'lostReplies', number> & {
    firstLost: number | null
  }
  kernelDrops: { server: number | null; client: number | null }
  witness: { source: string; system: { receiveBufferErrors: number } | null }
  prediction: { firstLost: number | null; capacity: number | null; charge: { bytes: number } | null }
}

it.runIf(hasSix).each(['::1', '::ffff:127.0.0.1'])(
  'Task 4 over %s loses what the kernel says, and what the model says',
  async (host) => {
    const count = 3000
    const port = await findFreePort(host)
    const words = [
      '--host',
      host,
      '--port',
      String(port),
      '--count',
      String(count),
      '--server-buffer',
      '4000000'
    ]
    const { code, document } = await runJson('task4', ...words, ...byEngine)
    expect(code).toBe(0)
    const { ledger, kernelDrops, witness, prediction, ...rest } = document as unknown as LossDocument
    expect(rest.host).toBe(host)
    expect(ledger.sent).toBe(count)
    expect(ledger.replied - ledger.returned).toBe(ledger.lostReplies)
    if (process.platform !== 'linux') return
    expect(ledger.lostReplies).toBeGreaterThan(0)
    if (ledger.lostRequests === 0) expect(prediction.firstLost).toBe(ledger.firstLost)
    expect(witness.source).toBe('socket')
    expect(kernelDrops).toEqual({ server: ledger.lostRequests, client: ledger.lostReplies })
    expect(witness.system?.receiveBufferErrors).toBeGreaterThanOrEqual(ledger.lostReplies)
  }
)

it.runIf(hasSix)('measures what a queue holds of datagrams of IPv6', async () => {
  const plan = { payloadBytes: 5, requestedBytes: 16_384, platform: process.platform, address: '::1' }
  const told = await fillQueue(plan)
  const counted = await fillQueue({ ...plan, platform: 'elsewhere' })
  expect(told?.heldDatagrams).toBeGreaterThan(0)
  expect(counted?.heldDatagrams).toBe(told?.heldDatagrams)
  if (process.platform !== 'linux') return
  expect(told).toMatchObject({ agrees: true })
  expect(told?.chargeBytes).toBeGreaterThan(0)
})

it.runIf(hasSix)('Task 1 over ::1: one server, and each client with a port of its own', async () => {
  const { lab, heard } = startLab()
  const place = { address: '::1', port: (await findFreePort('::1'))! }
  expect(await lab.tasks.task1.startServer(place)).toMatchObject({ ok: true })
  const message = { text: 'Helllo UDP Server', clients: 3, waitMs: 2000, ...place }
  expect(await lab.tasks.task1.sendMessage(message)).toEqual({
    ok: true,
    value: { answered: 3, clients: 3 }
  })
  await heard.until(() => heard.lines('server').length === 7)
  const peers = heard.lines('server').filter((line) => /^client IP address: \('::1', \d+, 0, 0\)$/.test(line))
  expect(new Set(peers).size).toBe(3)
  expect(heard.lines('client')).toEqual(Array(3).fill('Message from server: Hello UDP Client'))
})

it.runIf(hasSix)('Task 1 at an IPv4-mapped address is answered, and told as what it is', async () => {
  const { lab, heard } = startLab()
  const address = '::ffff:127.0.0.1'
  const place = { address, port: (await findFreePort(address))! }
  expect(await lab.tasks.task1.startServer(place)).toMatchObject({ ok: true })
  const message = { text: 'Helllo UDP Server', clients: 1, waitMs: 2000, ...place }
  expect(await lab.tasks.task1.sendMessage(message)).toMatchObject({ value: { answered: 1 } })
  await heard.until(() => heard.lines('server').length === 3)
  const [, said, from] = heard.lines('server')
  expect(said).toBe('message from client: Helllo UDP Server   [from 127.0.0.1, IPv4-mapped]')
  expect(from).toMatch(/^client IP address: \('::ffff:127\.0\.0\.1', \d+, 0, 0\)$/)
})

it('binds and sends beyond loopback over IPv6 only where that is allowed', async () => {
  const { lab } = startLab()
  for (const address of ['::', '2001:db8::1', 'fe80::1', '::2', '::ffff:192.0.2.1']) {
    const refused = { ok: false, fault: { code: 'socket/not-loopback' } }
    const place = { address, port: 20_001 }
    expect(await lab.tasks.task1.startServer(place), address).toMatchObject(refused)
    const message = { text: 'x', clients: 1, waitMs: 50, ...place }
    expect(await lab.tasks.task1.sendMessage(message), address).toMatchObject(refused)
  }
})

it('runs Task 4 on loopback only', async () => {
  const { code, stderr } = await runCli('task4', '--host', '2001:db8::1')
  expect(code).toBe(2)
  expect(stderr).toContain('--host takes a loopback address, such as 127.0.0.1 or ::1, not "2001:db8::1".')
})

it('says what an address looks like', async () => {
  const { code, stderr } = await runCli('send', '--host', '::1::')
  expect(code).toBe(2)
  expect(stderr).toContain(
    '--host takes an address such as 127.0.0.1 or ::1, or a name of this machine such as localhost, not "::1::".'
  )
})
