/** Run files that mean harm: whatever they hold ends in a fault, soon, and takes little memory. */
import { createHash, randomBytes } from 'node:crypto'
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { expect, it } from 'vitest'
import type { Result } from '#shared/fault'
import { EventKind } from '#shared/events/batch'
import { seededUniform } from '../measure/seeded'
import { encodeRunFile } from '../run-file/run-file'
import { ByteWriter } from '../packed/bytes'
import { type ImportedFile, readImport } from './import-file'
import { keptRun } from '../packed/kept-run.fixture'
import { packRun, type PackedRun, rawBytesMaximum } from '../packed/pack'
import { runForms } from '#tasks/contract'

/**
 * On a machine of the usual speed. On a slower one: twice what it takes that machine only to unpack the most that a run may
 * state, which is what most of the time goes to.
 */
const timeLimitMs = Math.max(1000, 2 * unpackingMs())
/** To make such a file takes a busy machine longer than to refuse it: what is asserted is `timeLimitMs`. */
const machineLimitMs = 60_000
const memoryLimitBytes = 200_000_000
const sealBytes = 32
const headAt = 12

function unpackingMs(): number {
  const packed = deflateRawSync(new Uint8Array(rawBytesMaximum), { level: 1 })
  const startedCpu = process.cpuUsage()
  inflateRawSync(packed)
  const { user, system } = process.cpuUsage(startedCpu)
  return (user + system) / 1000
}

function written(runs: PackedRun[]): Uint8Array {
  const bytes = encodeRunFile({ madeBy: 'UDP Lab 0.1.0' }, runs)
  if (!bytes.ok) throw new Error(bytes.fault.message)
  return bytes.value
}

/** The seal that one who means harm would write, too. */
function sealed(bytes: Uint8Array): Uint8Array {
  const copy = Uint8Array.from(bytes)
  const body = copy.subarray(0, copy.length - sealBytes)
  copy.set(createHash('sha256').update(body).digest(), body.length)
  return copy
}

function withHead(bytes: Uint8Array, text: string): Uint8Array {
  const length = new DataView(bytes.buffer).getUint32(8, true)
  const head = new TextEncoder().encode(text)
  const changed = new Uint8Array(bytes.length - length + head.length)
  changed.set(bytes.subarray(0, 8))
  new DataView(changed.buffer).setUint32(8, head.length, true)
  changed.set(head, headAt)
  changed.set(bytes.subarray(headAt + length), headAt + head.length)
  return sealed(changed)
}

const headOf = (bytes: Uint8Array): string =>
  new TextDecoder().decode(bytes.subarray(headAt, headAt + new DataView(bytes.buffer).getUint32(8, true)))

const peakBytes = (): number => process.resourceUsage().maxRSS * 1024

function withinLimits(bytes: Uint8Array): Result<ImportedFile> {
  const startedMs = performance.now()
  const startedCpu = process.cpuUsage()
  const before = peakBytes()
  const result = readImport(bytes, runForms)
  const { user, system } = process.cpuUsage(startedCpu)
  // Other tests run beside this one: what it waited for the processor is not its own.
  expect(Math.min(performance.now() - startedMs, (user + system) / 1000)).toBeLessThan(timeLimitMs)
  expect(peakBytes() - before).toBeLessThan(memoryLimitBytes)
  return result
}

/** A name or a kind that was changed and sealed is like one of a newer version: nothing of it is kept either. */
const refusedCode = /^file\/(damaged|newer)$/
const damaged = { ok: false, fault: { code: 'file/damaged' } }
const withPayloads = {
  ...keptRun(3).batches[0]!,
  kind: EventKind.sent,
  value: 1,
  newPayloads: [Uint8Array.of(1, 2, 3)]
}
const runs = [packRun(keptRun(200)), packRun(keptRun(3, { name: 'payloads', batches: [withPayloads] }))]
const base = written(runs)

it('takes what was written', () => {
  expect(readImport(base, runForms)).toMatchObject({ ok: true, value: { runs: [{}, {}], leftOut: 0 } })
})

it('refuses 2,000 files that were changed anywhere, whoever sealed them', () => {
  const random = seededUniform(1)
  const below = (limit: number): number => Math.floor(random() * limit)
  for (let round = 0; round < 2000; round++) {
    const bytes = Uint8Array.from(base.subarray(0, round % 4 === 0 ? below(base.length) : base.length))
    for (let change = 0; change <= below(4) && bytes.length > 0; change++)
      bytes[below(bytes.length)]! ^= 1 + below(255)
    if (Buffer.compare(bytes, base) === 0) continue
    expect(withinLimits(bytes), `round ${round}`).toMatchObject(damaged)
    // Sealed again it may say another thing that is as whole, such as another name; never does it throw.
    const again = bytes.length > sealBytes ? withinLimits(sealed(bytes)) : null
    if (again && !again.ok) expect(again.fault.code).toMatch(refusedCode)
  }
}, 60_000)

it('refuses 2,000 runs whose events were changed before they were packed and sealed', () => {
  const random = seededUniform(2)
  const below = (limit: number): number => Math.floor(random() * limit)
  const [run] = runs as [PackedRun, PackedRun]
  const raw = inflateRawSync(run.events.bytes)
  for (let round = 0; round < 2000; round++) {
    const changed = Uint8Array.from(raw.subarray(0, round % 4 === 0 ? 1 + below(raw.length - 1) : raw.length))
    // The first bytes say how many batches and rows there are: half of the changes are there.
    const at = below(round % 2 === 0 ? Math.min(40, changed.length) : changed.length)
    changed[at]! ^= 1 + below(255)
    const events = { rawBytes: changed.length, bytes: deflateRawSync(changed) }
    const hash = createHash('sha256').update(changed).digest('hex')
    expect(withinLimits(written([{ ...run, events }])), `round ${round}`).toMatchObject(damaged)
    const forged = withinLimits(written([{ ...run, head: { ...run.head, hash }, events }]))
    if (!forged.ok) expect(forged.fault.code).toMatch(refusedCode)
  }
}, 60_000)

it('refuses random bytes behind a right beginning', () => {
  for (let size = 0; size < 300; size++) {
    const bytes = Uint8Array.from([...base.subarray(0, 8), ...randomBytes(size)])
    expect(withinLimits(bytes)).toMatchObject(damaged)
  }
})

it.each([
  ['a count that is no number', (head: string) => head.replace(/"eventCount":\d+/, '"eventCount":NaN')],
  ['a count beyond all numbers', (head: string) => head.replace(/"eventCount":\d+/, '"eventCount":1e999')],
  [
    'a count of other events',
    (head: string) => head.replace(/"eventCount":\d+/, '"eventCount":9007199254740991')
  ],
  ['a size below nothing', (head: string) => head.replace(/"rawBytes":\d+/, '"rawBytes":-1')],
  [
    'a size beyond the limit',
    (head: string) => head.replace(/"rawBytes":\d+/, `"rawBytes":${rawBytesMaximum + 1}`)
  ],
  ['a path for an id', (head: string) => head.replace(/"id":"[^"]+"/, '"id":"../../../etc/passwd"')],
  [
    'a script in a field of its own',
    (head: string) => head.replace('"format"', '"__proto__":{"script":"x"},"format"')
  ],
  ['lists in lists', () => '['.repeat(20_000_000)],
  ['millions of objects', () => `{"format":"udplab","runs":[${'{},'.repeat(10_000_000)}{}]}`],
  [
    'a name that never ends',
    (head: string) => head.replace(/"name":"[^"]+"/, `"name":"${'x'.repeat(30_000_000)}"`)
  ]
])(
  'refuses a head with %s',
  (_what, change) => {
    expect(withinLimits(withHead(base, change(headOf(base))))).toMatchObject(damaged)
  },
  machineLimitMs
)

it.each([
  ['more than it states', { rawBytes: 1000, size: 100_000_000 }],
  ['as much as it may state', { rawBytes: rawBytesMaximum, size: rawBytesMaximum }]
])(
  'refuses events that unpack to %s',
  (_what, { rawBytes, size }) => {
    const bytes = deflateRawSync(new Uint8Array(size), { level: 1 })
    expect(withinLimits(written([{ ...runs[0]!, events: { rawBytes, bytes } }]))).toMatchObject(damaged)
  },
  machineLimitMs
)

it(
  'refuses millions of batches without events',
  () => {
    const writer = new ByteWriter()
    const count = 4_000_000
    writer.byte(1)
    writer.whole(count)
    // Every field of such a batch is 0: three bytes, eight of a number, five of two each, and two.
    writer.bytes(new Uint8Array(count * (3 + 8 + 5 * 2 + 2)))
    const raw = writer.finish()
    const events = { rawBytes: raw.length, bytes: deflateRawSync(raw, { level: 1 }) }
    expect(withinLimits(written([{ ...runs[0]!, events }]))).toMatchObject(damaged)
  },
  machineLimitMs
)
