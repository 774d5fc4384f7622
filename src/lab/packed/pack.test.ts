import { deflateRawSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { keptRun } from './kept-run.fixture'
import { packRun, rawBytesMaximum, unpackRun } from './pack'

it('packs a run and gives it back with its hash', () => {
  const run = keptRun(500)
  const packed = packRun(run)
  const unpacked = unpackRun(packed)
  if (!unpacked.ok) throw new Error(unpacked.fault.message)
  const { batches, ...rest } = unpacked.value.run
  expect(rest).toMatchObject({ id: run.id, queues: run.queues, eventCount: 1429 })
  expect(batches).toEqual(run.batches.map((batch) => ({ ...batch, sessionId: run.id })))
  expect(unpacked.value.hash).toBe(packed.head.hash)
})

it('keeps a run of 20,000 numbers within the bytes that 1,000 of them may take', () => {
  const { events } = packRun(keptRun(20_000))
  expect(events.bytes.length).toBeLessThan(150_000)
})

it('tells a damaged run as such', () => {
  const packed = packRun(keptRun())
  const { events } = packed
  const damaged = [
    { rawBytes: events.rawBytes + 1, bytes: events.bytes },
    { rawBytes: events.rawBytes - 1, bytes: events.bytes },
    { rawBytes: rawBytesMaximum + 1, bytes: events.bytes },
    { rawBytes: events.rawBytes, bytes: events.bytes.subarray(0, 20) },
    { rawBytes: 0, bytes: new Uint8Array() }
  ]
  for (const broken of damaged) {
    expect(unpackRun({ ...packed, events: broken })).toMatchObject({
      ok: false,
      fault: { code: 'file/damaged' }
    })
  }
  expect(unpackRun({ ...packed, head: { ...packed.head, endpoints: [] } })).toMatchObject({ ok: false })
})

it('does not unpack more than is stated, however much is there', () => {
  const bomb = deflateRawSync(Buffer.alloc(100_000_000))
  expect(bomb.length).toBeLessThan(200_000)
  const packed = packRun(keptRun())
  expect(unpackRun({ ...packed, events: { rawBytes: 1000, bytes: bomb } })).toMatchObject({
    ok: false,
    fault: { code: 'file/damaged' }
  })
  // To pack the bomb takes a busy machine some seconds; no time is asserted here.
}, 30_000)
