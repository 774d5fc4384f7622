/** Run files of a version that comes after this one: said to be so, and read as far as they are known. */
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, it } from 'vitest'
import { outcomeOf } from '#tasks/loss/model/explain/outcome.fixture'
import { keptRun, numberBatch } from '../packed/kept-run.fixture'
import { packRun } from '../packed/pack'
import { HistoryService } from '../history/service'
import { verifyFile } from '../history/verify'
import { decodeRunFile, encodeRunFile } from './run-file'
import { runForms } from '#tasks/contract'
import { lossOutcome } from '#tasks/loss/model/kept-outcome'
import { known as knownRuns } from '#tasks/known-runs'

const sealBytes = 32
const known = packRun(keptRun(50, { name: 'known' }))
const other = packRun(keptRun(20, { name: 'other', outcome: lossOutcome(outcomeOf()) }))
const strange = packRun(keptRun(9, { name: 'strange', batches: [numberBatch(2, 0, 40, [1, 2])] }))

function written(runs = [known, other]): Uint8Array {
  const bytes = encodeRunFile({ madeBy: 'UDP Lab 9.0.0' }, runs)
  if (!bytes.ok) throw new Error(bytes.fault.message)
  return bytes.value
}

/** The file with another text in its head, and the seal that its writer would have put. */
function withText(from: RegExp | string, to: string, bytes = written()): Uint8Array {
  const length = new DataView(bytes.buffer).getUint32(8, true)
  const before = Buffer.from(bytes.subarray(12, 12 + length)).toString()
  const head = Buffer.from(before.replace(from, to))
  expect(head.toString()).not.toBe(before)
  const lengthBytes = Buffer.alloc(4)
  lengthBytes.writeUInt32LE(head.length)
  const body = [bytes.subarray(0, 8), lengthBytes, head, bytes.subarray(12 + length, -sealBytes)]
  const whole = Buffer.concat(body)
  return Uint8Array.from(Buffer.concat([whole, createHash('sha256').update(whole).digest()]))
}

function unsealed(bytes: Uint8Array): Uint8Array {
  const copy = Uint8Array.from(bytes)
  copy[copy.length - 1]! ^= 1
  return copy
}

/** In the second run only. */
const inOther = (from: string, to: string) =>
  withText(new RegExp(`("name":"other".*?)${from}`), `$1${to.replaceAll('$', '$$$$')}`)

it.each<[string, Uint8Array]>([
  ['the task "task5"', withText(/"task":"task4"(?=,"name":"other")/, '"task":"task5"')],
  ['the program "of-later"', inOther('"voice":{"id":"echo-server"', '"voice":{"id":"of-later"')],
  ['the engine "uring"', inOther('"engine":"system"', '"engine":"uring"')],
  ['the end "paused"', inOther('"end":"finished"', '"end":"paused"')],
  ['the phase "closed-ipv7"', inOther('"phase":"closed"', '"phase":"closed-ipv7"')],
  ['the reason "weather"', inOther('"reason":"[^"]+"', '"reason":"weather"')],
  ['the outcome "shares"', inOther('"outcome":\\{', '"outcome":{"kind":"shares",')]
])('reads the runs that it knows beside one with %s', (what, bytes) => {
  if (what.includes('outcome')) bytes = withText('"parameters":', '"value":', bytes)
  const file = decodeRunFile(bytes, runForms)
  expect(file).toMatchObject({
    ok: true,
    value: { runs: [{ head: { name: 'known' } }], newer: [{ id: other.head.id, name: 'other', what }] }
  })
  const damaged = { ok: false, fault: { code: 'file/damaged' } }
  expect(decodeRunFile(unsealed(bytes), runForms), 'changed').toMatchObject(damaged)
})

it.each<[string, Uint8Array]>([
  ['version 2 of the form', withText('"version":1', '"version":2')],
  ['the task "task5"', withText(/"task":"task4"/g, '"task":"task5"')]
])('says that it was made by a newer UDP Lab: %s', (what, bytes) => {
  expect(decodeRunFile(bytes, runForms)).toEqual({
    ok: false,
    fault: {
      code: 'file/newer',
      message: `This file was made by a newer UDP Lab (${what}).`,
      advice: 'Update UDP Lab, and open it again.'
    }
  })
})

it('knows a later form by its first bytes', () => {
  const bytes = Buffer.from(written())
  bytes[6] = '2'.charCodeAt(0)
  const body = bytes.subarray(0, -sealBytes)
  const sealed = Buffer.concat([body, createHash('sha256').update(body).digest()])
  expect(decodeRunFile(Uint8Array.from(bytes), runForms)).toMatchObject({ fault: { code: 'file/damaged' } })
  expect(decodeRunFile(Uint8Array.from(sealed), runForms)).toMatchObject({ fault: { code: 'file/newer' } })
})

it.each([
  ['a task that is no name', withText('"task":"task4"', '"task":"<b>"')],
  ['a task that is no text', withText('"task":"task4"', '"task":5')],
  ['a field that is not known', withText('"task":"task4"', '"task":"task4","more":1')]
])('still calls damaged what has %s', (_what, bytes) => {
  expect(decodeRunFile(bytes, runForms)).toMatchObject({ ok: false, fault: { code: 'file/damaged' } })
})

it('takes in what it knows, says how many runs it left out, and confirms none of those', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'udp-lab-newer-'))
  const service = new HistoryService(path.join(folder, 'history.sqlite'), runForms)
  try {
    const bytes = withText(
      /"task":"task4"(?=,"name":"other")/,
      '"task":"task5"',
      written([known, other, strange])
    )
    expect(service.answer('import', { bytes })).toEqual({
      ok: true,
      value: { imported: 1, known: 0, leftOut: 2 }
    })
    expect(service.answer('import', { bytes: written([strange]) })).toMatchObject({
      ok: false,
      fault: { code: 'file/newer' }
    })
    const file = decodeRunFile(bytes, runForms)
    expect(file.ok && verifyFile(file.value, knownRuns.verifiers)).toMatchObject({
      intact: true,
      holds: false,
      runs: [
        { name: 'known', differences: [], problem: null },
        { name: 'strange', differences: [], newer: true },
        {
          name: 'other',
          differences: [],
          newer: true,
          problem: expect.stringContaining('by a newer UDP Lab') as string
        }
      ]
    })
  } finally {
    service.answer('close', null)
    rmSync(folder, { recursive: true })
  }
})
