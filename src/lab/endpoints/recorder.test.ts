import { expect, it } from 'vitest'
import { EventKind } from '#shared/events/batch'
import { type BeyondCounts, eventsBeyond, nothingBeyond, receivedBeyond } from '#shared/events/beyond'
import { EventStore, lastingPeers, payloadReach, peerReach } from '#shared/events/event-store'
import { encodeText, keptPayloadBytes } from '#shared/events/payload'
import { flightBytesMaximum, numberFlightBytesMaximum, Overflow } from './overflow'
import { controlSlots } from './protocol'
import { Recorder } from './recorder'

const { received, sent } = EventKind

function record() {
  const control = new Int32Array(controlSlots.length)
  const told: ('batch' | BeyondCounts)[] = []
  const store = new EventStore()
  const recorder = new Recorder(
    (batch) => {
      told.push('batch')
      expect(store.add({ sessionId: '', endpointId: 1, ...batch })).toBe(true)
    },
    new Overflow(control, (counts) => told.push(counts))
  )
  const take = (text: string, port = 1): void =>
    recorder.payload(received, '127.0.0.1', port, encodeText(text))
  const counted = (): number => told.reduce((sum, one) => sum + (one === 'batch' ? 0 : eventsBeyond(one)), 0)
  return { control, told, store, recorder, take, counted }
}

it('keeps the beginning of what is sent, and tells its length', () => {
  const { recorder, store } = record()
  recorder.payload(sent, '127.0.0.1', 1, new Uint8Array(65_507).fill(65))
  recorder.payload(sent, '127.0.0.1', 1, new Uint8Array(keptPayloadBytes).fill(65))
  recorder.flush()
  expect(store.at(0)).toMatchObject({ sizeBytes: 65_507, truncated: false })
  expect(store.at(0).payload).toHaveLength(keptPayloadBytes)
  expect(store.at(1).payload).toHaveLength(keptPayloadBytes)
  // Alike beginnings are kept once.
  expect(store.payloads).toHaveLength(1)
})

it('keeps whole what recvfrom gives out, however much it was asked for', () => {
  const { recorder, store } = record()
  recorder.keepPayloads(5000)
  recorder.payload(received, '127.0.0.1', 1, new Uint8Array(5000).fill(65), 9000)
  recorder.flush()
  expect(store.at(0)).toMatchObject({ sizeBytes: 9000, truncated: true })
  expect(store.at(0).payload).toHaveLength(5000)
})

it('only counts from the beginning what nobody reads, numbers too, and keeps the rest of its log', () => {
  const { told, store, recorder, take, counted } = record()
  recorder.countOnly()
  recorder.plain(EventKind.listening, null)
  take('17')
  take('a word')
  recorder.number(sent, 0, 17, 2)
  recorder.flush()
  expect(counted()).toBe(3)
  const sums = told.filter((one) => one !== 'batch').reduce((sum, one) => sum + one.sizeBytes, 0)
  expect(sums).toBe(2 + 6 + 2)
  expect([store.count, store.at(0).kind]).toEqual([1, EventKind.listening])
})

it('only counts once the lab keeps no more, and the lab has all that was before', () => {
  const { control, told, store, recorder, take, counted } = record()
  take('first')
  Atomics.store(control, controlSlots.full, 1)
  take('second')
  take('third')
  // What was before has left, and the end of the log is known at once.
  expect(told.map((one) => (one === 'batch' ? one : eventsBeyond(one)))).toEqual(['batch', 1])
  recorder.flush()
  expect([store.count, counted()]).toEqual([1, 2])
  // Numbers make up a run's ledger: they go on.
  recorder.payload(received, '127.0.0.1', 1, encodeText('7'))
  recorder.plain(EventKind.closed, null)
  recorder.flush()
  expect([store.count, counted()]).toEqual([3, 2])
})

it('only counts while too much is on its way, and goes on when the lab has taken half of it', () => {
  const { control, told, store, recorder, take, counted } = record()
  Atomics.store(control, controlSlots.flightBytes, flightBytesMaximum)
  for (let time = 0; time < 10_000; time++) take(`datagram ${time}`)
  Atomics.store(control, controlSlots.flightBytes, flightBytesMaximum / 2)
  take('still too much')
  Atomics.store(control, controlSlots.flightBytes, flightBytesMaximum / 2 - 1)
  take('room again')
  expect(counted()).toBe(10_001)
  recorder.flush()
  expect(told.at(-1)).toBe('batch')
  expect(store.count).toBe(1)
})

it('counts numbers, too, when a lab takes nothing for ever, and loses no table with them', () => {
  const { control, store, recorder, counted } = record()
  Atomics.store(control, controlSlots.flightBytes, numberFlightBytesMaximum)
  for (let number = 1; number <= 500; number++)
    recorder.payload(received, '127.0.0.1', 9, encodeText(`${number}`))
  recorder.flush()
  const lost = counted()
  Atomics.store(control, controlSlots.flightBytes, 0)
  recorder.payload(received, '127.0.0.1', 9, encodeText('501'))
  recorder.flush()
  expect(lost + store.count).toBe(501)
  expect(store.at(store.count - 1).peer).toEqual({ address: '127.0.0.1', port: 9 })
})

it('finds peers and payloads again after any flood, as long as a reader has them', () => {
  const { store, recorder, take } = record()
  const peers = lastingPeers + 2 * peerReach + 10
  take('mine', 65_535)
  for (let index = 0; index < peers; index++) {
    recorder.payload(received, `127.1.${index >> 8}.${index & 255}`, 7, encodeText(`payload ${index}`))
    if (index % 1000 === 0) {
      recorder.flush()
      store.forget()
    }
  }
  take('mine', 65_535)
  recorder.flush()
  expect(store.at(store.count - 1).peer).toEqual({ address: '127.0.0.1', port: 65_535 })
  expect(store.at(store.count - 2).peer).toEqual({
    address: `127.1.${(peers - 1) >> 8}.${(peers - 1) & 255}`,
    port: 7
  })
  store.forget()
  expect(store.peers.length).toBeLessThanOrEqual(lastingPeers + peerReach)
  expect(store.payloads.length).toBeLessThanOrEqual(payloadReach)
})

it('sums up by kind', () => {
  const counts = nothingBeyond()
  counts.byKind[EventKind.dropped] = 2
  expect(receivedBeyond(counts)).toBe(2)
})
