import { deflateRawSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { keptRun } from '../packed/kept-run.fixture'
import { packRun, type PackedRun, unpackRun } from '../packed/pack'
import { decodeRunFile, encodeRunFile } from './run-file'
import { runForms } from '#tasks/contract'

const meta = { madeBy: 'UDP Lab 0.1.0' }

function written(runs: PackedRun[]): Uint8Array {
  const bytes = encodeRunFile(meta, runs)
  if (!bytes.ok) throw new Error(bytes.fault.message)
  return bytes.value
}

/** The file with its head replaced by what `change` makes of it. */
function withHead(bytes: Uint8Array, change: (head: Record<string, unknown>) => unknown): Uint8Array {
  const length = new DataView(bytes.buffer).getUint32(8, true)
  const head = JSON.parse(new TextDecoder().decode(bytes.subarray(12, 12 + length))) as Record<
    string,
    unknown
  >
  const text = new TextEncoder().encode(JSON.stringify(change(head)))
  const changed = new Uint8Array(bytes.length - length + text.length)
  changed.set(bytes.subarray(0, 8))
  new DataView(changed.buffer).setUint32(8, text.length, true)
  changed.set(text, 12)
  changed.set(bytes.subarray(12 + length), 12 + text.length)
  return changed
}

const refused = { ok: false, fault: { code: 'file/damaged' } }

it('writes runs and reads the very same', () => {
  const runs = [packRun(keptRun(50)), packRun(keptRun(2, { name: '<img src=x onerror=alert(1)>' }))]
  const file = decodeRunFile(written(runs), runForms)
  if (!file.ok) throw new Error(file.fault.message)
  expect(file.value.runs.map(({ head }) => head)).toEqual(runs.map(({ head }) => head))
  expect(file.value.runs.map(unpackRun)).toEqual(runs.map(unpackRun))
})

it('keeps addresses of IPv6, and marks the run for versions that know none', () => {
  const plain = keptRun(7)
  const [server, client] = plain.endpoints
  const six = { address: '::1', port: 20_001 }
  const buffer = { requestedBytes: null, grantedBytes: 212_992 }
  const run = {
    ...plain,
    endpoints: [
      { ...server!, state: { phase: 'closed' as const, local: six } },
      { ...client!, state: { phase: 'open' as const, local: { ...six, port: 40_000 }, peer: six, buffer } }
    ],
    batches: plain.batches.map((batch) => ({
      ...batch,
      newPeers: batch.newPeers.map((peer) => ({ ...peer, address: '::1' }))
    }))
  }
  const bytes = written([packRun(run), packRun(keptRun(3))])
  const phases = Array.from(
    Buffer.from(bytes)
      .toString('latin1')
      .matchAll(/"phase":"([^"]+)"/g)
  )
  expect(phases.map(([, phase]) => phase)).toEqual(['closed-ipv6', 'open-ipv6', 'closed', 'closed'])
  const file = decodeRunFile(bytes, runForms)
  const [read] = file.ok ? file.value.runs.map(unpackRun) : []
  if (!read?.ok) throw new Error('it was not read')
  expect(read.value.run.endpoints).toEqual(run.endpoints)
  expect(read.value.run.batches.map(({ newPeers }) => newPeers)).toEqual(
    run.batches.map(({ newPeers }) => newPeers)
  )
  expect(read.value.hash).toBe(read.value.run.hash)
})

it('refuses a file that is cut short or goes on', () => {
  const bytes = written([packRun(keptRun(5))])
  for (let length = 0; length < bytes.length; length += 7) {
    expect(decodeRunFile(bytes.subarray(0, length), runForms), `${length} bytes`).toMatchObject(refused)
  }
  expect(decodeRunFile(Uint8Array.of(...bytes, 0), runForms)).toMatchObject(refused)
})

it('refuses a head that is not to the letter', () => {
  const bytes = written([packRun(keptRun(5))])
  const first = (head: Record<string, unknown>) =>
    (head['runs'] as { run: Record<string, unknown>; events: Record<string, unknown> }[])[0]!
  const changes: ((head: Record<string, unknown>) => void)[] = [
    (head) => (head['version'] = 2),
    (head) => (head['script'] = 'x'),
    (head) => (head['runs'] = [first(head), first(head)]),
    (head) => (first(head).run['id'] = '../../etc/passwd'),
    (head) => (first(head).run['name'] = 'x'.repeat(1000)),
    (head) => (first(head).run['name'] = 'one\u0000two'),
    (head) => (first(head).run['hash'] = 'none'),
    (head) => (first(head).run['durationMs'] = -1),
    (head) => (first(head).events['rawBytes'] = 1e15),
    (head) => (first(head).events['bytes'] = -5),
    (head) => (first(head).events['bytes'] = 2 ** 53)
  ]
  for (const change of changes) {
    const changed = withHead(bytes, (head) => {
      change(head)
      return head
    })
    expect(decodeRunFile(changed, runForms), String(change)).toMatchObject(refused)
  }
})

it('does not unpack a bomb', () => {
  const packed = packRun(keptRun(5))
  const bytes = deflateRawSync(Buffer.alloc(50_000_000))
  const file = decodeRunFile(written([{ ...packed, events: { rawBytes: 100, bytes } }]), runForms)
  expect(file.ok && unpackRun(file.value.runs[0]!)).toMatchObject(refused)
})
