import { createSocket } from 'node:dgram'
import { expect, it } from 'vitest'
import { Interruption } from '../../src/cli/interruption'
import { countKinds, EventKind } from '../../src/shared/events/batch'
import type { SessionEvent } from '../../src/shared/events/session'
import { serverPort } from '../../src/shared/exercise'
import { hopNames, lostOn } from '../../src/tasks/balancing/model/hops'
import { balance } from '../../src/tasks/balancing/cli/run'
import type { BalancingLab } from '../../src/tasks/balancing/lab/balancing'
import { balancingDefaults } from '../../src/tasks/balancing/model/parameters'
import { pool, run, start, told } from './balancing-support'
import { socketsOfProcess } from './sockets-of-process'
import { cleanUp, engine, freePort, workerFile } from './support'

it('round robin gives each of three servers the same share of 1,020 sessions, whatever they weigh', async () => {
  const lab = start()
  const shares = [0, 0, 0]
  for (let time = 0; time < 2; time++) {
    const outcome = await run(lab, { servers: pool(1, 5, 2), clients: 510, messages: 4 })
    console.log(told(outcome))
    expect(outcome.sessions).toBe(510)
    expect(outcome.sessionsMoved).toBe(0)
    outcome.servers.forEach(({ received }, index) => (shares[index] = (shares[index] ?? 0) + received))
  }
  const sum = shares.reduce((all, share) => all + share, 0)
  for (const share of shares) expect(Math.abs(share / sum - 1 / 3)).toBeLessThan(0.01)
})

it('weighted round robin gives shares by weight over 1,000 sessions', async () => {
  const lab = start()
  const shares = [0, 0, 0, 0]
  for (let time = 0; time < 2; time++) {
    const outcome = await run(lab, {
      servers: pool(5, 3, 2, 0),
      algorithm: 'weighted-round-robin',
      clients: 500,
      messages: 4
    })
    console.log(told(outcome))
    outcome.servers.forEach(({ received }, index) => (shares[index] = (shares[index] ?? 0) + received))
  }
  const sum = shares.reduce((all, share) => all + share, 0)
  for (const [index, wanted] of [0.5, 0.3, 0.2, 0].entries())
    expect(Math.abs((shares[index] ?? 0) / sum - wanted)).toBeLessThanOrEqual(0.01)
})

it('loses nothing where nothing is too slow, and every datagram is on each hop', async () => {
  const outcome = await run(start(), { clients: 32, messages: 300 })
  console.log(told(outcome))
  const { ledger } = outcome
  expect(ledger).toMatchObject({
    sent: 9600,
    returned: 9600,
    notForwarded: 0,
    notAnswered: 0,
    notReturned: 0
  })
  for (const hop of Object.values(ledger.hops)) expect(hop).toEqual({ sent: 9600, received: 9600, lost: 0 })
  expect(outcome.latencyMicros.p99).toBeGreaterThanOrEqual(outcome.latencyMicros.p50 ?? Infinity)
  expect(outcome.failure).toBeNull()
})

it('per datagram a client has many servers', async () => {
  const outcome = await run(start(), { per: 'datagram', clients: 20, messages: 40 })
  console.log(told(outcome))
  expect(outcome.sessionsMoved).toBe(20)
  // One for each client and server; whose turn it is goes by all clients' datagrams, so that a pair may miss each other.
  expect(outcome.sessions).toBeGreaterThan(60)
  expect(outcome.sessions).toBeLessThanOrEqual(80)
  for (const { received } of outcome.servers) expect(received).toBe(200)
})

it('a flood has its losses where the kernel dropped them', async () => {
  const outcome = await run(start(), {
    servers: [{ weight: 1, serviceUs: 500 }],
    clients: 50,
    messages: 100,
    rate: 400,
    waitMs: 400,
    health: false
  })
  console.log(told(outcome), outcome.servers[0]?.kernelDrops, outcome.ledger.hops)
  const lost = lostOn(outcome.ledger, 'balancer-server')
  expect(lost).toBeGreaterThan(100)
  if (process.platform === 'linux') {
    expect(outcome.servers[0]?.kernelDrops).toBe(lost)
    for (const name of hopNames) expect(outcome.drops[name], name).toBe(lostOn(outcome.ledger, name))
  }
})

/** A batch with sends of a client. */
const hasSent = (event: SessionEvent): boolean =>
  event.type === 'batch' && countKinds(event.batch, EventKind.sent) > 0

it('a run that is cancelled has what it measured until then', async () => {
  const lab: BalancingLab = start({ onEvent: (event) => void (hasSent(event) && lab.cancel()) })
  const outcome = await run(lab, { clients: 4, messages: 10_000, rate: 100 })
  expect(lab.session.run.state.phase).toBe('cancelled')
  expect(outcome.ledger.sent).toBeGreaterThan(0)
  expect(outcome.ledger.sent).toBeLessThan(40_000)
})

it('a held port is left to whoever has it, or named', async () => {
  const port = await freePort()
  const holder = createSocket('udp4')
  cleanUp(() => new Promise<void>((closed) => holder.close(() => closed())))
  await new Promise<void>((bound) => holder.bind(port, '127.0.0.1', bound))
  const result = await start({ serverPort: port }).run({ ...balancingDefaults, clients: 1, messages: 1 })
  expect(result).toMatchObject({ ok: false, fault: { code: 'socket/address-in-use' } })
})

it('refuses a pool that holds the balancer itself', async () => {
  const result = await start({ serverPort: 20_301 }).run({ ...balancingDefaults, firstPort: 20_300 })
  expect(result).toMatchObject({ ok: false, fault: { code: 'input/invalid' } })
})

it('least outstanding spares a server that is slow', async () => {
  const outcome = await run(start(), {
    // So slow that the others are quick beside it on any machine.
    servers: [20_000, 0, 0].map((serviceUs) => ({ weight: 1, serviceUs })),
    algorithm: 'least-outstanding',
    per: 'datagram',
    clients: 60,
    messages: 40
  })
  console.log(told(outcome))
  const [slow = Infinity, ...others] = outcome.servers.map(({ received }) => received)
  // A third of all would be its share.
  expect(slow).toBeLessThan((0.6 * 2400) / 3)
  for (const other of others) expect(other).toBeGreaterThan(2 * slow)
})

it('by the clock each client keeps to its rate', async () => {
  const outcome = await run(start(), { clients: 50, messages: 50, rate: 50 })
  console.log(told(outcome), outcome.elapsedMs)
  expect(outcome.ledger.sent).toBe(2500)
  // The last of each client's 50 is due after 49 intervals of 20 ms.
  expect(outcome.elapsedMs).toBeGreaterThanOrEqual(980)
})

it('balances on ::1 as well', async () => {
  const outcome = await run(start({ serverAddress: '::1' }), { clients: 10, messages: 20 })
  expect(outcome.ledger.returned).toBe(200)
})

it('moves to a free port where nobody said which, and leaves no socket open', async () => {
  const holder = createSocket('udp4')
  cleanUp(() => new Promise<void>((closed) => holder.close(() => closed())))
  await new Promise<void>((bound) => holder.bind(serverPort, '127.0.0.1', bound))
  const before = socketsOfProcess().length
  const outcome = await run(start(), { clients: 10, messages: 200, failAfter: 50, waitMs: 100 })
  expect(outcome.ledger.sent).toBe(2000)
  expect(socketsOfProcess()).toHaveLength(before)
})

it('the lab closes in mid-run', async () => {
  const lab = start()
  const running = lab.run({ ...balancingDefaults, messages: 10_000, clients: 10, rate: 10 })
  await new Promise((resolve) => setTimeout(resolve, 300))
  const beganMs = performance.now()
  await lab.end()
  expect(performance.now() - beganMs).toBeLessThan(2000)
  expect((await running).ok).toBe(true)
  expect(await lab.run(balancingDefaults)).toMatchObject({ fault: { code: 'run/cancelled' } })
})

it('in the terminal: text for people, and a document with the figures', async () => {
  const printed: string[] = []
  const call = balance.read([
    '--servers',
    '3',
    '--clients',
    '30',
    '--messages',
    '200',
    '--fail-after',
    '1000'
  ])
  const { document, code } = await call.run({
    workerFile,
    engine,
    json: false,
    print: (text) => void printed.push(text),
    printLine: () => undefined,
    readerGone: new Promise(() => undefined),
    interruption: new Interruption()
  })
  console.log(printed.join('\n'), JSON.stringify(document))
  expect(code).toBe(0)
  expect(document).toMatchObject({ algorithm: 'round-robin', balancer: 'lab', clients: 30 })
  expect(printed.some((line) => line.includes('Server 1 was taken out'))).toBe(true)
  expect(printed.some((line) => /Balancer {2}127\.0\.0\.1:\d+/.test(line))).toBe(true)
})
