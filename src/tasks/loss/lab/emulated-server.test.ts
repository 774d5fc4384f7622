import { expect, it, onTestFinished, vi } from 'vitest'
import { cell, EventKind, kindMask } from '#shared/events/batch'
import { encodeText } from '#shared/events/payload'
import { experiments, lossDefaults } from '#tasks/loss/model/run'
import { predictEmulated } from '#tasks/loss/lab/emulated-prediction'
import { monotonicMs } from '#lab/clock'
import { Recorder } from '#lab/endpoints/recorder'
import { ownSocket } from '#lab/net/engine'
import { emulatedEchoReceiver, EmulatedServer, PayloadQueue, type Waiting } from './emulated-server'

const datagram = (text: string): Waiting => ({
  payload: encodeText(text),
  address: '127.0.0.1',
  port: 50_000
})
const textOf = (item: Waiting | null): string | null => item && Buffer.from(item.payload).toString('latin1')

it('charges the bytes of payload and nothing else', () => {
  const queue = new PayloadQueue(5)
  expect(['12', '34', '5', '6', ''].map((text) => queue.offer(datagram(text)))).toEqual([
    true,
    true,
    true,
    false,
    true
  ])
  expect(textOf(queue.take())).toBe('12')
  expect(queue.offer(datagram('789'))).toBe(false)
  expect(queue.offer(datagram('78'))).toBe(true)
  expect([queue.take(), queue.take(), queue.take(), queue.take(), queue.take()].map(textOf)).toEqual([
    '34',
    '5',
    '',
    '78',
    null
  ])
})

it('keeps its order through many datagrams', () => {
  const queue = new PayloadQueue(1e6)
  let taken = 0
  for (let number = 1; number <= 20_000; number++) {
    queue.offer(datagram(String(number)))
    if (number % 2 === 0) expect(textOf(queue.take())).toBe(String(++taken))
  }
  expect(queue.length).toBe(10_000)
})

it('takes a datagram out when its service begins, and answers when it is over', () => {
  let nowMs = 0
  const answered: string[] = []
  const server = new EmulatedServer(
    4,
    1000,
    (item) => answered.push(textOf(item)!),
    () => nowMs
  )
  expect(['1', '2345', '6'].map((text) => server.arrive(datagram(text)))).toEqual([true, true, false])
  expect(server.dueInMs).toBe(1)
  nowMs = 1
  expect(server.arrive(datagram('7'))).toBe(true)
  expect(answered).toEqual(['1'])
  nowMs = 10
  server.advance()
  expect(answered).toEqual(['1', '2345', '7'])
  expect([server.taken, server.dueInMs]).toEqual([3, null])
})

it('hurries when it is told to', () => {
  const answered: string[] = []
  const server = new EmulatedServer(
    100,
    1e6,
    (item) => answered.push(textOf(item)!),
    () => 0
  )
  for (const text of ['1', '2', '3']) server.arrive(datagram(text))
  server.advance(true)
  expect(answered).toEqual(['1', '2', '3'])
})

const facts = {
  server: { holds: 10_082, filled: false },
  client: { holds: 961, filled: true },
  charge: { payloadBytes: 5, bytes: 832, source: 'measured' as const },
  serverBytes: 8_388_608
}

it('predicts the numbers of the original: complete to 16156, and a cure of 200000', () => {
  const parametersOf = (name: string) => experiments.find((preset) => preset.name === name)!.parameters
  expect(predictEmulated(parametersOf('original-machine'), facts)).toMatchObject({
    firstLost: 16_159,
    capacity: 15_328,
    queue: 'server',
    reason: 'emulated-queue'
  })
  expect(predictEmulated(parametersOf('original-cure'), facts).firstLost).toBeNull()
  const unpaced = { ...lossDefaults, queue: 'emulated' as const, clientReads: 'while' as const }
  expect(predictEmulated(unpaced, facts).firstLost).toBeNull()
})

it('is drained when send() has told of every answer, and not when the answers were handed to it', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout'] })
  onTestFinished(() => void vi.useRealTimers())
  const tell: (() => void)[] = []
  const receiver = emulatedEchoReceiver(
    { serviceUs: 0, capacityBytes: 100 },
    {
      socket: { send: (_payload, _to, sent) => void tell.push(() => sent(null, 0)), flush: () => undefined },
      recorder: new Recorder(() => undefined),
      control: new Int32Array(16),
      openSocket: ownSocket
    }
  )
  for (const text of ['1', '2']) receiver(encodeText(text), '127.0.0.1', 50_000, 1)
  let drained = false
  const end = receiver.drained!().then(() => (drained = true))
  await vi.advanceTimersByTimeAsync(5)
  expect(tell.length).toBe(2)
  tell[0]!()
  await vi.advanceTimersByTimeAsync(20)
  expect(drained).toBe(false)
  tell[1]!()
  await vi.advanceTimersByTimeAsync(5)
  expect(await end).toBe(true)
})

it('records a drop after the answers that came before it, also where send() tells of them later', () => {
  const tell: (() => void)[] = []
  const batches: Parameters<ConstructorParameters<typeof Recorder>[0]>[0][] = []
  const recorder = new Recorder((batch) => void batches.push(batch))
  const receiver = emulatedEchoReceiver(
    { serviceUs: 0, capacityBytes: 1 },
    {
      socket: {
        send: (_payload, _to, sent) => {
          const handedMs = monotonicMs()
          tell.push(() => sent(null, handedMs))
        },
        flush: () => undefined
      },
      recorder,
      control: new Int32Array(16),
      openSocket: ownSocket
    }
  )
  receiver(encodeText('1'), '127.0.0.1', 50_000, 1)
  // Answers the first, and finds no room for two bytes.
  receiver(encodeText('23'), '127.0.0.1', 50_000, 2)
  expect(tell.length).toBe(1)
  tell[0]!()
  recorder.flush()
  const rows = batches.flatMap(({ count, kind, offsetUs }) =>
    Array.from({ length: count }, (_, row) => ({
      kind: cell(kind, row) & kindMask,
      atUs: cell(offsetUs, row)
    }))
  )
  expect(rows.map((row) => row.kind)).toEqual([EventKind.served, EventKind.dropped])
  expect(rows.map((row) => row.atUs)).toEqual(rows.map((row) => row.atUs).sort((a, b) => a - b))
})
