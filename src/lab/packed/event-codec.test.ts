import { expect, it } from 'vitest'
import { columnOf, type EventBatch, EventKind } from '#shared/events/batch'
import { ByteWriter, MalformedError, UnknownFormError } from './bytes'
import { decodeEvents, eventsMaximum } from './event-codec'
import { EventWriter, planOf, writeEvents } from './event-writer'
import { keptRun, numberBatch } from './kept-run.fixture'
import { isEncodable } from './peer-form'

const encodeEvents = (batches: readonly EventBatch[]): Uint8Array => writeEvents(batches).raw

const under = (batches: EventBatch[], sessionId: string) => batches.map((batch) => ({ ...batch, sessionId }))

it('gives back the very batches', () => {
  const { batches } = keptRun(1000)
  const text: EventBatch = {
    ...numberBatch(3, 0, 0, [1, 2]),
    kind: columnOf([EventKind.listening, EventKind.received]),
    peer: columnOf([0, 1]),
    value: columnOf([0, 1]),
    sizeBytes: columnOf([0, 3]),
    newPeers: [{ address: '192.0.2.255', port: 65_535 }],
    newPayloads: [Uint8Array.of(0, 255, 10)]
  }
  const all = [...batches, text]
  expect(decodeEvents(encodeEvents(all), 'kept')).toEqual(under(all, 'kept'))
  expect(decodeEvents(encodeEvents([]), 'kept')).toEqual([])
})

it('writes the same bytes in pieces, and none that are missing', () => {
  const { batches } = keptRun(1000)
  const whole = writeEvents(batches)
  const pieces = new EventWriter(planOf(batches))
  pieces.add(batches.slice(0, 1))
  expect(() => pieces.end()).toThrow(RangeError)
  pieces.add(batches.slice(1))
  expect(pieces.end()).toEqual(whole)
  expect(whole.eventCount).toBe(batches.reduce((sum, { count }) => sum + count, 0))
})

it('keeps peers of IPv6 in a form of their own, and writes all others as ever', () => {
  const [first = numberBatch(2, 0, EventKind.sent, [1, 2]), ...others] = keptRun(20).batches
  const peers = ['::1', '2001:db8::ff00:42:8329', '::ffff:127.0.0.1', '127.0.0.1', '::', 'fe80::1']
  const newPeers = peers.map((address, index) => ({ address, port: 65_535 - index }))
  const batches = [{ ...first, newPeers }, ...others]
  const bytes = encodeEvents(batches)
  expect(bytes[0]).toBe(2)
  expect(encodeEvents([first, ...others])[0]).toBe(1)
  expect(decodeEvents(bytes, 'task4-1')).toEqual(batches)
  expect(isEncodable(batches)).toBe(true)
  expect(isEncodable([{ ...first, newPeers: [{ address: 'fe80::1%eth0', port: 1 }] }])).toBe(false)
  for (let length = 0; length < bytes.length; length++) {
    expect(() => decodeEvents(bytes.subarray(0, length), 'x'), `${length} bytes`).toThrow(MalformedError)
  }
})

it('gives the same events no second form', () => {
  const batch = { ...numberBatch(2, 0, EventKind.sent, [1, 2]), peer: 0, newPeers: [] }
  const bytes = encodeEvents([batch])
  bytes[0] = 2
  expect(() => decodeEvents(bytes, 'x')).toThrow(/no such peer/)
  bytes[0] = 3
  expect(() => decodeEvents(bytes, 'x')).toThrow(UnknownFormError)
})

it('keeps values at both ends of 32 bits', () => {
  const batch = numberBatch(2, 0, EventKind.sent, [4_294_967_295, 0, 4_294_967_295, 1])
  expect(decodeEvents(encodeEvents([batch]), 'task4-1')).toEqual([batch])
})

it('refuses every form that is cut short', () => {
  const bytes = encodeEvents(keptRun(20).batches)
  for (let length = 0; length < bytes.length; length++) {
    expect(() => decodeEvents(bytes.subarray(0, length), 'x'), `${length} bytes`).toThrow(MalformedError)
  }
  expect(() => decodeEvents(Uint8Array.of(...bytes, 0), 'x')).toThrow(/follows its end/)
})

it('never breaks otherwise than by saying so, whichever byte is changed', () => {
  const bytes = encodeEvents(keptRun(20).batches)
  for (let at = 0; at < bytes.length; at++) {
    for (const flip of [1, 128, 255]) {
      const changed = Uint8Array.from(bytes)
      changed[at]! ^= flip
      try {
        decodeEvents(changed, 'x')
      } catch (error) {
        expect(error).toBeInstanceOf(MalformedError)
      }
    }
  }
})

/** A form with one batch, whose counts are what somebody hostile wrote. */
function hostile(write: (writer: ByteWriter) => void): Uint8Array {
  const writer = new ByteWriter()
  writer.byte(1)
  write(writer)
  return writer.finish()
}

it.each<[string, (writer: ByteWriter) => void]>([
  ['batches without end', (writer) => writer.whole(2 ** 50)],
  [
    'rows without end in columns of one number',
    (writer) => {
      writer.whole(2)
      for (const first of [0, eventsMaximum]) {
        for (const part of [1, first, eventsMaximum]) writer.whole(part)
        writer.float64(0)
        for (let column = 0; column < 5; column++) {
          writer.byte(0)
          writer.whole(1)
        }
        writer.whole(1)
        writer.uint32(0)
        writer.uint16(0)
        writer.whole(1)
        writer.whole(0)
      }
    }
  ],
  [
    'a column without end',
    (writer) => {
      for (const part of [1, 1, 0, eventsMaximum]) writer.whole(part)
      writer.float64(0)
      writer.byte(1)
    }
  ],
  [
    'a time that is none',
    (writer) => {
      for (const part of [1, 1, 0, 0]) writer.whole(part)
      writer.float64(NaN)
    }
  ],
  [
    'a number of nine bytes',
    (writer) => {
      for (let count = 0; count < 9; count++) writer.byte(255)
    }
  ]
])('refuses %s', (_, write) => {
  expect(() => decodeEvents(hostile(write), 'x')).toThrow(MalformedError)
})

it('refuses rows that point at what is not there', () => {
  const batch = numberBatch(2, 0, EventKind.sent, [1, 2, 3])
  expect(() => decodeEvents(encodeEvents([{ ...batch, peer: 2 }]), 'x')).toThrow(/peer/)
  expect(() => decodeEvents(encodeEvents([{ ...batch, kind: EventKind.sent }]), 'x')).toThrow(/payload/)
  expect(() => decodeEvents(encodeEvents([{ ...batch, kind: 63 }]), 'x')).toThrow(/kind/)
  expect(() => decodeEvents(encodeEvents([batch, batch]), 'x')).toThrow(/twice/)
})
