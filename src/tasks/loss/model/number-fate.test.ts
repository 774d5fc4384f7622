import { expect, test } from 'vitest'
import { describeNumber } from './number-words'
import { columnOf, EventKind, type EventKindCode, numericFlag } from '#shared/events/batch'
import type { EndpointInfo } from '#shared/events/endpoint'
import { EventStore } from '#shared/events/event-store'
import { askNumber, type RunRecord } from './number-fate'
import { noSamples, type QueueSamples } from '#shared/events/queue-samples'

const { sent, unsent, received, served } = EventKind

type Rows = readonly (readonly [kind: EventKindCode, number: number, timeMs: number])[]

function endpoint(id: number, role: 'server' | 'client', ...batches: Rows[]) {
  const program = { id: role === 'server' ? 'echo-server' : 'numbers-client' } as const
  const info: EndpointInfo = { id, name: role, role, log: role, program, state: { phase: 'opening' } }
  const store = new EventStore()
  for (const rows of batches) {
    const baseMs = rows[0]![2]
    store.add({
      sessionId: 'run',
      endpointId: id,
      first: store.count,
      count: rows.length,
      baseMs,
      offsetUs: columnOf(rows.map(([, , timeMs]) => Math.round((timeMs - baseMs) * 1000))),
      kind: columnOf(rows.map(([kind]) => kind | numericFlag)),
      peer: 0,
      value: columnOf(rows.map(([, number]) => number)),
      sizeBytes: 1,
      newPeers: [],
      newPayloads: []
    })
  }
  return { info, store }
}

const samples: QueueSamples = {
  timeMs: Float64Array.of(1000, 1010, 1020, 1030),
  server: { bytes: Uint32Array.of(0, 8320, 9984, 0), drops: Uint32Array.of(0, 0, 0, 3) },
  client: { bytes: Uint32Array.of(0, 0, 832, 0), drops: Uint32Array.of(0, 0, 0, 0) }
}

const record = (over = true, seen = samples): RunRecord => ({
  endpoints: [
    endpoint(
      1,
      'client',
      [
        [sent, 1, 1000],
        [sent, 2, 1024],
        [sent, 300, 1024.5]
      ],
      [
        [sent, 70_000, 1025],
        [unsent, 70_001, 1026],
        [received, 1, 1027]
      ]
    ),
    endpoint(2, 'server', [
      [served, 1, 1012],
      [served, 300, 1028],
      [received, 70_000, 1029]
    ])
  ],
  samples: seen,
  grantedBytes: { server: 10_000, client: 20_000 },
  chargeBytes: 832,
  over
})

test('tells when a number was sent, served and returned', () => {
  expect(askNumber(record(), 1)).toEqual({
    number: 1,
    outcome: 'returned',
    sentMs: 0,
    servedMs: 12,
    returnedMs: 27,
    loss: null
  })
})

test('a lost request: the server queue, when it was sent, how full, and the counter around it', () => {
  const fate = askNumber(record(), 2)
  expect(fate).toMatchObject({
    outcome: 'lost-request',
    sentMs: 24,
    servedMs: null,
    loss: {
      queue: 'server',
      atMs: 24,
      fill: {
        bytes: 9984,
        datagrams: 12,
        grantedBytes: 10_000,
        lookedBeforeMs: 4,
        dropsBefore: 0,
        dropsAfter: 3
      }
    }
  })
  expect(fate!.loss!.fill!.percent).toBeCloseTo(99.84)
  expect(describeNumber(2, fate)).toEqual([
    "Number 2 was sent at 24.0 ms and lost at the server's receive queue.",
    '4.0 ms before, the queue held 9,984 of 10,000 bytes (99.8 %, about 12 datagrams).',
    "The kernel's drop counter there rose from 0 to 3."
  ])
})

test('a lost reply: the client queue, when the server answered; a counter that did not rise is told', () => {
  const fate = askNumber(record(), 300)
  expect(fate).toMatchObject({ outcome: 'lost-reply', loss: { queue: 'client', atMs: 28 } })
  expect(fate!.loss!.fill).toMatchObject({ bytes: 832, datagrams: 1, dropsBefore: 0, dropsAfter: 0 })
  expect(describeNumber(300, fate).join(' ')).toContain('did not change then')
})

test('the rest: unsent, served without a reply, never heard of, and still on its way', () => {
  expect(askNumber(record(), 70_001)).toMatchObject({ outcome: 'unsent', loss: null })
  expect(askNumber(record(), 70_000)).toMatchObject({ outcome: 'no-reply', loss: null })
  expect(askNumber(record(), 5)).toBeNull()
  expect(describeNumber(5, null)).toEqual(['Number 5 was not sent.'])
  expect(askNumber(record(false), 2)).toMatchObject({ outcome: 'pending', loss: null })
  expect(askNumber(record(false), 1)).toMatchObject({ outcome: 'returned' })
})

test('without a measured charge the fill is told in bytes alone', () => {
  const fate = askNumber({ ...record(), chargeBytes: null }, 300)
  expect(fate!.loss!.fill).toMatchObject({ bytes: 832, datagrams: null })
  const words = describeNumber(300, fate).join(' ')
  expect(words).toContain('held 832 of 20,000 bytes (4.2 %)')
  expect(words).not.toMatch(/about \d+ datagram/)
})

test('a system that does not tell leaves the fill unknown, and says so', () => {
  const fate = askNumber(record(true, noSamples), 2)
  expect(fate!.loss).toEqual({ queue: 'server', atMs: 24, fill: null, emulated: false })
  expect(describeNumber(2, fate)[1]).toContain('does not tell')
})
