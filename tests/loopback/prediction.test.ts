import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { presets, lossDefaults } from '../../src/tasks/loss/model/run'
import { queueCapacity } from '../../src/tasks/loss/lab/prediction'
import { chargeOfTable, probeBuffer, probeCharge } from '../../src/lab/measure/probe'
import { DgramSocket } from '../../src/lab/net/dgram-socket'
import { parseProcNetUdp } from '../../src/lab/net/kernel'
import { proposeExperiment } from '../../src/tasks/loss/lab/experiment'
import { forecast } from '../../src/tasks/loss/lab/forecast'
import { cleanUp, runJson, startLab } from './support'

const onLinux = process.platform === 'linux'

async function openSocket(receiveBufferBytes: number | null) {
  const socket = new DgramSocket({ datagram: () => undefined, fault: () => undefined })
  cleanUp(() => socket.close())
  const opened = await socket.open({
    local: { address: '127.0.0.1', port: 0 },
    receiveBufferBytes,
    receiveSizeBytes: 1,
    readsTogether: 1
  })
  if (!opened.ok) throw new Error(opened.fault.message)
  return { socket, ...opened.value }
}

describe.runIf(onLinux)('the charge that the kernel tells', () => {
  it.each([
    { payloadBytes: 5, receiveBufferBytes: null },
    { payloadBytes: 5, receiveBufferBytes: 20_000 },
    { payloadBytes: 400, receiveBufferBytes: 50_000 },
    { payloadBytes: 1400, receiveBufferBytes: 50_000 }
  ])('says how many fit an unread queue: %j', async ({ payloadBytes, receiveBufferBytes }) => {
    const charge = await probeCharge(payloadBytes, process.platform)
    expect(charge).toMatchObject({ source: 'measured' })
    const receiver = await openSocket(receiveBufferBytes)
    const sender = await openSocket(null)
    const capacity = queueCapacity(receiver.buffer.grantedBytes!, charge!.bytes)
    // One turn of the event loop: the receiver reads nothing, and send() puts each datagram into its queue.
    for (let number = 0; number < capacity + 7; number++) {
      sender.socket.send(new Uint8Array(payloadBytes), receiver.local, () => undefined)
    }
    const queued = parseProcNetUdp(readFileSync('/proc/net/udp', 'utf8')).find(
      ({ local }) => local.port === receiver.local.port
    )!
    expect(queued.drops).toBe(7)
    expect(queued.receiveQueueBytes).toBe(capacity * charge!.bytes)
  })

  it('grows with the payload, as the table that stands in for it does', async () => {
    const sizes = [1, 7, 150, 400, 1000, 2500, 6000, 12_000, 60_000]
    const measured = await Promise.all(sizes.map((size) => probeCharge(size, process.platform)))
    // Kernels differ: what must hold everywhere is that more is charged for a longer payload, and that it is in it.
    for (const charges of [
      measured.map((charge) => charge!.bytes),
      sizes.map((size) => chargeOfTable(size).bytes)
    ]) {
      expect(charges).toEqual(charges.toSorted((one, other) => one - other))
      expect(charges.every((bytes, index) => bytes > sizes[index]!)).toBe(true)
    }
  })
})

it('tells nothing where there is nothing to ask', async () => {
  expect(await probeCharge(5, 'win32')).toBeNull()
})

it('grants what the run will be granted', async () => {
  const probed = await probeBuffer(50_000)
  const { lab } = startLab()
  const result = await lab.tasks.task4.run({ ...lossDefaults, count: 8, serverBuffer: 50_000 })
  if (!probed.ok || !result.ok) throw new Error('no answer')
  expect(result.value.buffers.server).toEqual(probed.value)
})

it('predicts before a run what the run itself says, and keeps the guess', async () => {
  const parameters = { ...lossDefaults, count: 1000 }
  const before = await forecast(parameters)
  const { lab } = startLab()
  const result = await lab.tasks.task4.run({ ...parameters, guess: 257 })
  if (!before.ok || !result.ok) throw new Error('no answer')
  expect(result.value.prediction).toEqual(before.value.prediction)
  expect(result.value.buffers).toEqual(before.value.buffers)
  expect(result.value.guess).toBe(257)
  expect(result.value.parameters).toEqual(parameters)
  if (onLinux)
    expect(before.value.prediction).toMatchObject({ queue: 'client', reason: 'client-reads-after' })
})

it('refuses to predict what may not be run', async () => {
  const refused = await forecast({ ...lossDefaults, count: 1_000_000, serviceUs: 100_000 })
  expect(refused.ok ? '' : refused.fault.code).toBe('input/invalid')
})

it('lab predictions prints each run and the median error', async () => {
  const { code, document } = await runJson('predictions', '--runs', '1', '--seed', '4')
  const { runs, medianError, allowedError } = document as {
    runs: { name: string; error: number | null }[]
    medianError: number
    allowedError: number
  }
  expect(runs.slice(0, 4).map(({ name }) => name)).toEqual(['one', 'eight', 'loss', 'no-loss'])
  expect(runs).toHaveLength(5)
  expect(code).toBe(medianError <= allowedError ? 0 : 1)
})

describe.runIf(onLinux)('the experiment that would test a run', () => {
  const lossy = presets.find(({ name }) => name === 'loss')!.parameters

  it('gives the server a buffer with which the model sees no loss', async () => {
    const answer = await proposeExperiment({ parameters: lossy, lost: 'server' })
    const experiment = answer.ok ? answer.value : null
    expect(experiment!.to).toEqual({ ...lossy, serverBuffer: experiment!.to.serverBuffer })
    expect(experiment!.to.serverBuffer).toBeGreaterThanOrEqual(200_000)
    expect(experiment!.prediction).toMatchObject({ firstLost: null, reason: 'ends-in-time' })
  })

  it.each(['client', 'both'] as const)('ends a loss at %s', async (lost) => {
    const answer = await proposeExperiment({ parameters: { ...lossDefaults, count: 1000 }, lost })
    if (!answer.ok || !answer.value) throw new Error('no experiment is proposed')
    expect(answer.value.prediction.firstLost).toBeNull()
  })

  it('provokes loss where there was none', async () => {
    const answer = await proposeExperiment({ parameters: { ...lossDefaults, count: 8 }, lost: 'none' })
    expect(answer.ok && answer.value?.prediction.firstLost).toBeGreaterThan(0)
  })
})
