import { expect, it } from 'vitest'
import { EventKind } from '../../src/shared/events/batch'
import { freePort, startLab } from './support'

const address = '127.0.0.1'
const text = 'Helllo UDP Server'

it('prints what the exercise prints, and every run has another ephemeral port', async () => {
  const { lab, heard } = startLab()
  const port = await freePort()
  const started = await lab.tasks.task1.startServer({ address, port })
  expect(started.ok).toBe(true)
  for (let run = 0; run < 3; run++) {
    const sent = await lab.tasks.task1.sendMessage({ text, clients: 1, waitMs: 2000, address, port })
    expect(sent).toEqual({ ok: true, value: { answered: 1, clients: 1 } })
  }
  expect(heard.lines('client')).toEqual(Array(3).fill('Message from server: Hello UDP Client'))
  await heard.until(() => heard.lines('server').length === 7)
  const server = heard.lines('server')
  expect(server[0]).toBe('UDP server up and listening')
  const ports = server.slice(1).map((line, index) => {
    if (index % 2 === 0) expect(line).toBe('message from client: Helllo UDP Server')
    return /^client IP address: \('127\.0\.0\.1', (\d+)\)$/.exec(line)?.[1]
  })
  expect(new Set(ports.filter(Boolean)).size).toBe(3)
})

it('answers many clients at once', async () => {
  const { lab, heard } = startLab()
  const port = await freePort()
  await lab.tasks.task1.startServer({ address, port })
  const sent = await lab.tasks.task1.sendMessage({ text, clients: 12, waitMs: 5000, address, port })
  expect(sent).toEqual({ ok: true, value: { answered: 12, clients: 12 } })
  expect(heard.lines('client')).toHaveLength(12)
})

it('shows silence for what it is when no server listens', async () => {
  const { lab, heard } = startLab()
  const port = await freePort()
  const sent = await lab.tasks.task1.sendMessage({ text, clients: 1, waitMs: 50, address, port })
  expect(sent).toEqual({ ok: true, value: { answered: 0, clients: 1 } })
  expect(heard.lines('client')).toEqual([
    'no answer within 50 ms: recvfrom() heard nothing, and UDP does not say why'
  ])
})

it('starts again on the same port after a stop, and keeps what was logged', async () => {
  const { lab, heard } = startLab()
  const port = await freePort()
  await lab.tasks.task1.startServer({ address, port })
  await lab.tasks.task1.stopServers()
  await lab.tasks.task1.stopServers()
  expect((await lab.tasks.task1.startServer({ address, port })).ok).toBe(true)
  await heard.until(() => heard.lines('server').length === 3)
  expect(heard.lines('server')).toEqual([
    'UDP server up and listening',
    'server stopped: its socket is closed',
    'UDP server up and listening'
  ])
})

it('refuses to start a server twice', async () => {
  const { lab } = startLab()
  const port = await freePort()
  const both = await Promise.all([
    lab.tasks.task1.startServer({ address, port }),
    lab.tasks.task1.startServer({ address, port })
  ])
  expect(both.map((result) => (result.ok ? 'ok' : result.fault.code))).toEqual(['ok', 'run/already-running'])
})

it('tells every event on one clock: each datagram is sent before it is received', async () => {
  const { lab, heard } = startLab()
  const port = await freePort()
  await lab.tasks.task1.startServer({ address, port })
  await lab.tasks.task1.sendMessage({ text, clients: 1, waitMs: 2000, address, port })
  await heard.until(() => heard.events('Server').some(({ kind }) => kind === EventKind.sent))
  const times = [...heard.events('Server'), ...heard.events('Client 1')]
    .filter(({ kind }) => kind === EventKind.sent || kind === EventKind.received)
    .sort((a, b) => a.timeMs - b.timeMs)
    .map(
      ({ kind, peer }) =>
        `${peer?.port === port ? 'client' : 'server'} ${kind === EventKind.sent ? 'sent' : 'received'}`
    )
  expect(times).toEqual(['client sent', 'server received', 'server sent', 'client received'])
})

it('tells two clients apart that have one port on two loopback addresses', async () => {
  const { lab, heard } = startLab()
  const port = await freePort()
  await lab.tasks.task1.startServer({ address, port })
  const sent = await lab.tasks.task1.sendFromSamePort({ text, waitMs: 2000, address, port })
  if (!sent.ok) throw new Error(sent.fault.message)
  expect(sent.value.answered).toBe(2)
  const placesSeen = (): string[] =>
    heard.lines('server').flatMap((line) => /\('([\d.]+)', (\d+)\)/.exec(line)?.slice(1) ?? [])
  // The server's events come on a way of their own, and may come after the answers.
  await heard.until(() => placesSeen().length === 4)
  const places = placesSeen()
  const [firstAddress, firstPort, secondAddress, secondPort] = places
  // Where only 127.0.0.1 is there (macOS), the lab says so, and each client has a port of its own.
  if (sent.value.without === null) {
    expect([firstAddress, secondAddress].toSorted()).toEqual(['127.0.0.1', '127.0.0.2'])
    expect(secondPort).toBe(firstPort)
  } else {
    expect(sent.value.without).toContain('127.0.0.2')
    expect(secondPort).not.toBe(firstPort)
  }
  if (process.platform === 'linux') expect(sent.value.without).toBeNull()
})
