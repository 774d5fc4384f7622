/** Strangers at the run's sockets, counters that cannot be read, and buffers at both ends of what may be asked for. */
import dgram from 'node:dgram'
import { expect, it } from 'vitest'
import { EventKind } from '../../src/shared/events/batch'
import {
  experiments,
  lossDefaults,
  type LossOutcome,
  type LossParameters
} from '../../src/tasks/loss/model/run'
import { describeWitness } from '../../src/tasks/loss/model/witness-words'
import { serverPort } from '../../src/shared/exercise'
import type { WholeLab } from '../../src/tasks/lab'
import { receiveBufferMaximum } from '../../src/lab/net/kernel'
import { cleanUp, type Listener, runCli, startLab, workerFile } from './support'

const linux = process.platform === 'linux'
const nowhere = { udp: '/nowhere/udp', udp6: '/nowhere/udp6', snmp: '/nowhere/snmp', snmp6: '/nowhere/snmp6' }

async function run(lab: WholeLab, parameters: Partial<LossParameters>): Promise<LossOutcome> {
  const result = await lab.tasks.task4.run({ ...lossDefaults, ...parameters })
  if (!result.ok) throw new Error(result.fault.message)
  return result.value
}

function expectBalance({ ledger, parameters }: LossOutcome): void {
  expect(ledger.sent + ledger.unsent).toBe(parameters.count)
  expect(ledger.sent).toBe(ledger.served + ledger.lostRequests)
  expect(ledger.replied).toBe(ledger.returned + ledger.lostReplies)
}

const portOf = (heard: Listener, name: string): number | null => {
  const state = heard.endpoints.find((endpoint) => endpoint.name === name)?.state
  return state?.phase === 'open' ? state.local.port : null
}

/** Writes numbers of the run and junk to both sockets, without a pause, until it is told to stop. */
async function flood(ports: number[], stopped: () => boolean, most = 60_000): Promise<{ heard: number }> {
  const socket = dgram.createSocket('udp4')
  const answers = { heard: 0 }
  socket.on('message', () => (answers.heard += 1))
  await new Promise<void>((bound) => socket.bind(0, '127.0.0.1', bound))
  cleanUp(() => new Promise<void>((closed) => socket.close(closed)))
  const texts = ['1', '2', '1500', '4294967295', 'junk', '', '\u0000\u00ff', '17  ']
  for (let sent = 0; sent < most && !stopped(); sent += texts.length) {
    for (const text of texts) for (const port of ports) socket.send(text, port, '127.0.0.1')
    await new Promise((turn) => setImmediate(turn))
  }
  return answers
}

it('counts datagrams of other programs apart, and never in the ledger', async () => {
  const { lab, heard } = startLab()
  let over = false
  const parameters = { count: 2000, rate: 4000, clientReads: 'while' as const, serviceUs: 20 }
  const running = run(lab, parameters).finally(() => (over = true))
  await heard.until(() => portOf(heard, 'Server') !== null && portOf(heard, 'Client') !== null)
  const ports = [portOf(heard, 'Server')!, portOf(heard, 'Client')!]
  const [outcome, answers] = await Promise.all([running, flood(ports, () => over)])
  expectBalance(outcome)
  const { ledger, foreign, witness } = outcome
  expect(foreign.server).toBeGreaterThan(0)
  expect(foreign.client).toBeGreaterThan(0)
  // A UDP server answers whoever writes to it; its answers to strangers are no replies of the run.
  expect(answers.heard).toBeGreaterThan(0)
  expect(ledger).toMatchObject({ duplicated: 0, reordered: 0 })
  const replies = heard
    .events('Server')
    .filter(({ kind, peer }) => kind === EventKind.served && peer?.port === ports[1])
  expect(ledger.replied).toBe(replies.length)
  for (const side of linux ? (['server', 'client'] as const) : []) {
    const { lost, drops, agreement } = witness[side]
    // Strangers may be among the drops, but on loopback no number is lost anywhere else.
    expect(drops).toBeGreaterThanOrEqual(lost)
    expect(agreement).toBe(drops === 0 ? 'agrees' : 'unknown')
  }
  expect(describeWitness(outcome).join(' ')).toContain('from other programs came to the server')
})

it('tells its own numbers from those of a stranger who wrote before the run began', async () => {
  const { lab, heard } = startLab()
  let over = false
  const strangers = flood([serverPort], () => over)
  const outcome = await run(lab, { count: 500, rate: 1000, clientReads: 'while' }).finally(
    () => (over = true)
  )
  await strangers
  expectBalance(outcome)
  const { port } = heard.events('Client').find(({ kind }) => kind === EventKind.sent)!.peer!
  expect(port).toBe(serverPort)
  const own = heard
    .events('Client')
    .filter(({ kind, peer }) => kind === EventKind.received && peer!.port === port)
  expect(outcome.ledger.returned).toBe(own.length)
  expect(outcome.foreign.server).toBeGreaterThan(0)
  expect(outcome.foreign.client).toBe(0)
})

it.runIf(linux)('says that a counter file could not be read, and runs all the same', async () => {
  const { lab } = startLab(false, workerFile, { counterFiles: nowhere })
  const outcome = await run(lab, { count: 1000 })
  expectBalance(outcome)
  expect(outcome.kernelDrops).toEqual({ server: null, client: null })
  expect(outcome.witness).toMatchObject({ source: 'none', gap: 'unreadable', system: null })
  expect(outcome.witness.server.agreement).toBe('unknown')
  expect(describeWitness(outcome).join(' ')).toContain(
    'counter could not be read, so only our own count is shown'
  )
})

it.runIf(linux)('calls the system’s sums an estimate where only they can be read', async () => {
  const { lab } = startLab(false, workerFile, { counterFiles: { ...nowhere, snmp: '/proc/net/snmp' } })
  const outcome = await run(lab, { count: 1000 })
  expect(outcome.witness).toMatchObject({ source: 'system', gap: 'unreadable' })
  const { lostRequests, lostReplies } = outcome.ledger
  expect(outcome.witness.system!.receiveBufferErrors).toBeGreaterThanOrEqual(lostRequests + lostReplies)
  expect(describeWitness(outcome).join(' ')).toContain('An estimate')
})

it.each([1, 1_073_741_823])('takes a receive buffer of %i, and shows what was granted', async (bytes) => {
  const { lab } = startLab()
  const outcome = await run(lab, { count: 500, serverBuffer: bytes, clientBuffer: bytes })
  expectBalance(outcome)
  expect(outcome.buffers.server.requestedBytes).toBe(bytes)
  if (!linux) return
  const maximum = (await receiveBufferMaximum())!
  // socket(7): doubled, at least 2304 bytes, at most twice rmem_max.
  const granted = Math.max(2304, 2 * Math.min(bytes, maximum))
  expect(outcome.buffers.server.grantedBytes).toBe(granted)
  expect(outcome.kernelDrops).toEqual({
    server: outcome.ledger.lostRequests,
    client: outcome.ledger.lostReplies
  })
})

it.each([
  [['--server-buffer', '0'], '1 to 1073741823'],
  [['--client-buffer', '0'], '1 to 1073741823'],
  [['--payload-bytes', '0'], '1 to 1024'],
  [['--payload-bytes', '1025'], '1 to 1024'],
  [['--queue', 'windows'], 'kernel or emulated'],
  [['--preset', 'the-original'], 'original-machine']
])('refuses %j before anything starts, with the limit', async (words, limit) => {
  const { code, stdout, stderr } = await runCli('task4', ...words)
  expect([code, stdout]).toEqual([2, ''])
  expect(stderr).toContain(limit)
})

it('pads numbers to a payload size, and reads them as the numbers that they are', async () => {
  const { lab, heard } = startLab()
  const outcome = await run(lab, { count: 20, payloadBytes: 200 })
  expect(outcome.ledger).toMatchObject({ served: 20, returned: 20 })
  const received = heard.events('Client').filter(({ kind }) => kind === EventKind.received)
  expect(received.map(({ payload }) => Buffer.from(payload!).toString('latin1'))).toEqual(
    Array.from({ length: 20 }, (_, index) => String(index + 1).padEnd(200))
  )
  expect(heard.lines('server')[17]).toBe('Number from client: 17   [padded to 200 bytes]')
})

it('drops at the emulated queue what its payload bytes do not hold, and says that it is emulated', async () => {
  const { lab, heard } = startLab()
  // Full even where a busy machine sends at a tenth of this rate.
  const parameters = { rate: 20_000, serviceUs: 1000, clientReads: 'while' as const, clientBuffer: 2_000_000 }
  const outcome = await run(lab, { ...parameters, count: 1000, serverBuffer: 800, queue: 'emulated' })
  expectBalance(outcome)
  expect(outcome.emulatedDrops).toBeGreaterThan(0)
  expect(outcome.emulatedDrops! + (outcome.kernelDrops.server ?? 0)).toBe(outcome.ledger.lostRequests)
  expect(heard.lines('server')[1]).toContain('emulated: a queue of 800 payload bytes')
  expect(heard.lines('server')).toContain(`${outcome.ledger.firstLost} dropped: the emulated queue was full`)
})

it('cancels a run of the emulated queue, and accounts for every number that was sent', async () => {
  const { lab, heard } = startLab()
  const { parameters } = experiments.find(({ name }) => name === 'original-machine')!
  const running = lab.tasks.task4.run(parameters)
  await heard.until(() => heard.lines('client').length > 200)
  lab.tasks.task4.cancel()
  const result = await running
  if (!result.ok) throw new Error(result.fault.message)
  expect(lab.tasks.task4.session.run.state.phase).toBe('cancelled')
  const { ledger, emulatedDrops, kernelDrops } = result.value
  expect(ledger.sent).toBe(ledger.served + ledger.lostRequests)
  expect(ledger.replied).toBe(ledger.returned + ledger.lostReplies)
  if (!linux) return
  expect(ledger.lostRequests).toBe(emulatedDrops! + kernelDrops.server!)
  expect(ledger.lostReplies).toBe(kernelDrops.client)
})
