/** What a newer UDP Lab wrote into the history: it is told, and stays to the byte as it is. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { outcomeOf } from '#tasks/loss/model/explain/outcome.fixture'
import { decodeRunFile } from '../run-file/run-file'
import { keptRun } from '../packed/kept-run.fixture'
import { HistoryService } from './service'
import { runForms } from '#tasks/contract'
import { lossOutcome } from '#tasks/loss/model/kept-outcome'

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'udp-lab-newer-'))
  file = path.join(folder, 'history.sqlite')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const all = { limit: 500, offset: 0 }

function change(...statements: string[]): void {
  const database = new DatabaseSync(file)
  for (const statement of statements) database.exec(statement)
  database.close()
}

function rowOf(id: string): unknown {
  const database = new DatabaseSync(file)
  const row = database.prepare('SELECT * FROM runs WHERE id = ?').get(id)
  database.close()
  return row
}

const inHead = (pathInHead: string, value: string) =>
  `UPDATE runs SET head = json_set(head, '${pathInHead}', ${value}) WHERE name = 'strange'`

it.each<[string, string]>([
  ['the task "task5"', `UPDATE runs SET task = 'task5' WHERE name = 'strange'`],
  ['the end "paused"', `UPDATE runs SET ending = 'paused' WHERE name = 'strange'`],
  ['the program "of-later"', inHead('$.endpoints[1].voice.id', `'of-later'`)],
  ['the engine "uring"', inHead('$.machine.engine', `'uring'`)],
  ['the outcome "shares"', inHead('$.outcome', `json('{"kind":"shares","value":{"a":1}}')`)]
])('lists a run with %s, opens the others, and leaves that one as it is', (what, statement) => {
  const service = new HistoryService(file, runForms)
  const known = keptRun(30, { name: 'known', startedAtEpochMs: 5 })
  const strange = keptRun(3000, { name: 'strange', startedAtEpochMs: 1, outcome: lossOutcome(outcomeOf()) })
  for (const run of [known, strange]) expect(service.answer('keep', run).ok).toBe(true)
  service.answer('close', null)
  change(statement)
  const before = rowOf(strange.id)

  const next = new HistoryService(file, runForms)
  const list = next.answer('list', all)
  expect(list).toMatchObject({
    ok: true,
    value: {
      total: 2,
      runs: [{ name: 'known' }, { id: strange.id, name: 'strange', newer: what, outcome: null }]
    }
  })
  expect(list.ok && 'newer' in list.value.runs[0]!).toBe(false)
  expect(next.answer('open', { id: known.id }).ok).toBe(true)
  const fault = { code: 'history/newer', message: `"strange" was made by a newer UDP Lab (${what}).` }
  expect(next.answer('open', { id: strange.id })).toMatchObject({ ok: false, fault })
  expect(next.answer('export', { ids: [strange.id], madeBy: 'x' })).toMatchObject({ ok: false, fault })

  const exported = next.answer('export', { ids: 'all', madeBy: 'x' })
  if (!exported.ok) throw new Error(exported.fault.message)
  expect(decodeRunFile(exported.value, runForms)).toMatchObject({
    ok: true,
    value: { runs: [{ head: { id: known.id } }] }
  })
  expect(next.answer('countNewer', null)).toEqual({ ok: true, value: 1 })

  // The oldest and the largest goes first, but for one of a newer version.
  expect(next.answer('setLimit', { limitBytes: 1 }).ok).toBe(true)
  expect(next.answer('list', all)).toMatchObject({ ok: true, value: { runs: [{ id: strange.id }] } })
  next.answer('close', null)
  expect(rowOf(strange.id)).toEqual(before)

  const last = new HistoryService(file, runForms)
  expect(last.answer('delete', { id: strange.id }).ok).toBe(true)
  last.answer('close', null)
  expect(rowOf(strange.id)).toBeUndefined()
})

it('does not end a run that a newer version began', () => {
  const service = new HistoryService(file, runForms)
  const run = keptRun(1)
  service.answer('begin', { id: run.id, task: 'task5' as 'task4', name: 'begun', startedAtEpochMs: 1 })
  service.answer('close', null)
  const before = rowOf(run.id)
  const next = new HistoryService(file, runForms)
  expect(next.answer('notices', null)).toEqual({ ok: true, value: [] })
  next.answer('close', null)
  expect(rowOf(run.id)).toEqual(before)
})

/** As the files of another program that has it open, or had it open when it died. */
function leaveLog(): void {
  const other = new DatabaseSync(file)
  other.exec('PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0; PRAGMA user_version = 2;')
  const files = readdirSync(folder).map((name) => [name, readFileSync(path.join(folder, name))] as const)
  other.close()
  for (const [name, bytes] of files) writeFileSync(path.join(folder, name), bytes)
}

it.each<[string, () => void]>([
  ['', () => change('PRAGMA user_version = 2')],
  [
    ' whose log was not written back',
    () => {
      change('PRAGMA user_version = 2')
      leaveLog()
    }
  ]
])('leaves a database of a newer version%s as it is, and says why it keeps nothing', (_what, age) => {
  const first = new HistoryService(file, runForms)
  expect(first.answer('keep', keptRun(30)).ok).toBe(true)
  first.answer('close', null)
  age()
  const files = () =>
    readdirSync(folder).map((name) => [name, readFileSync(path.join(folder, name), 'latin1')])
  const before = files()
  const service = new HistoryService(file, runForms)
  const newer = {
    ok: false,
    fault: {
      code: 'history/newer',
      message: 'The history was written by a newer UDP Lab. This version does not change that file.'
    }
  }
  expect(service.answer('notices', null)).toMatchObject(newer)
  expect(service.answer('keep', keptRun(3))).toMatchObject(newer)
  expect(service.answer('list', all)).toMatchObject(newer)
  service.answer('close', null)
  expect(files()).toEqual(before)
})

it('does not rename a database whose newer version is in its log alone', () => {
  const first = new HistoryService(file, runForms)
  expect(first.answer('keep', keptRun(30)).ok).toBe(true)
  first.answer('close', null)
  leaveLog()
  const service = new HistoryService(file, runForms)
  expect(service.answer('notices', null)).toMatchObject({ ok: false, fault: { code: 'history/newer' } })
  expect(readdirSync(folder)).toContain('history.sqlite')
  expect(readdirSync(folder).filter((name) => name.startsWith('history-'))).toEqual([])
})
