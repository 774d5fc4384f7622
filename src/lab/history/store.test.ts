import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { keptRun } from '../packed/kept-run.fixture'
import { batchesMaximum } from '../packed/event-codec'
import { HistoryService } from './service'
import { HistoryStore } from './store'
import { runForms } from '#tasks/contract'

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'udp-lab-history-'))
  file = path.join(folder, 'history.sqlite')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const all = { limit: 500, offset: 0 }
const names = (store: HistoryStore, search?: string) =>
  store.list({ ...all, ...(search !== undefined && { search }) }).runs.map(({ name }) => name)

it('keeps a run, lists it without its events, and opens it whole', () => {
  const run = keptRun(1000)
  const store = new HistoryStore(file, runForms)
  store.begin(run)
  expect(store.list(all)).toMatchObject({ runs: [], total: 0 })
  store.keep(run)
  const { runs, total, usedBytes } = store.list(all)
  expect({ runs, total }).toMatchObject({ runs: [{ id: run.id, end: 'finished' }], total: 1 })
  expect(runs[0]).not.toHaveProperty('endpoints')
  expect(usedBytes).toBe(runs[0]!.sizeBytes)
  store.close()
  const opened = new HistoryStore(file, runForms).open(run.id)
  expect(opened.ok && opened.value.batches).toEqual(
    run.batches.map((batch) => ({ ...batch, sessionId: run.id }))
  )
})

it('replaces a session that grew, under the name that it was given meanwhile', () => {
  const store = new HistoryStore(file, runForms)
  const run = keptRun(5)
  store.keep(run)
  store.rename(run.id, 'My <b>first</b> session')
  store.keep({ ...keptRun(9), id: run.id })
  expect(names(store)).toEqual(['My <b>first</b> session'])
  expect(store.open(run.id)).toMatchObject({ ok: true, value: { eventCount: 26 } })
  store.close()
})

it('searches names to the letter, and pages', () => {
  const store = new HistoryStore(file, runForms)
  for (const name of ['100 % lost', '100 pct', 'a_b', 'axb']) store.keep(keptRun(1, { name }))
  expect(names(store, '100 %')).toEqual(['100 % lost'])
  expect(names(store, 'A_B')).toEqual(['a_b'])
  expect(names(store, "'; DROP TABLE runs; --")).toEqual([])
  expect(store.list({ limit: 1, offset: 3 })).toMatchObject({ runs: [{ name: '100 % lost' }], total: 4 })
  store.close()
})

it('lists the runs of one task, whatever the others are called', () => {
  const store = new HistoryStore(file, runForms)
  store.keep(keptRun(1, { task: 'task1', name: 'about task4' }))
  for (const name of ['one', 'two']) store.keep(keptRun(1, { task: 'task4', name }))
  const list = (task: 'task1' | 'task4', search?: string) =>
    store.list({ task, limit: 1, offset: 0, ...(search !== undefined && { search }) })
  expect(list('task1')).toMatchObject({ runs: [{ name: 'about task4' }], total: 1 })
  expect(list('task4')).toMatchObject({ runs: [{ name: 'two' }], total: 2 })
  expect(list('task4', 'one')).toMatchObject({ runs: [{ name: 'one' }], total: 1 })
  expect(list('task1', 'one')).toMatchObject({ runs: [], total: 0 })
  store.close()
})

it('brings a deleted run back until it is closed', () => {
  const store = new HistoryStore(file, runForms)
  const [one, two] = [keptRun(3, { name: 'one' }), keptRun(3, { name: 'two' })]
  store.keep(one)
  store.keep(two)
  store.delete(one.id)
  expect(names(store)).toEqual(['two'])
  store.restore(one.id)
  expect(names(store)).toEqual(['two', 'one'])
  store.delete(one.id)
  store.close()
  const again = new HistoryStore(file, runForms)
  expect(again.restore(one.id)).toMatchObject({ ok: false, fault: { code: 'history/not-found' } })
  expect(names(again)).toEqual(['two'])
  again.close()
})

it('says that a session is too long to be opened again, and keeps what was kept of it before', () => {
  const store = new HistoryStore(file, runForms)
  const run = keptRun(5)
  store.keep(run)
  const [batch] = run.batches
  const grown = { ...run, batches: Array.from({ length: batchesMaximum + 1 }, () => batch!) }
  expect(store.keep(grown)).toMatchObject({ ok: false, fault: { code: 'history/not-written' } })
  expect(store.open(run.id)).toMatchObject({ ok: true, value: { eventCount: 15 } })
  store.close()
})

it('lists 10,000 runs without reading them all', () => {
  const store = new HistoryStore(file, runForms)
  store.close()
  const database = new DatabaseSync(file)
  const plan = (statement: string): string =>
    database
      .prepare(`EXPLAIN QUERY PLAN ${statement}`)
      .all()
      .map(({ detail }) => String(detail))
      .join(' ')
  expect(plan('SELECT sum(size_bytes) AS used FROM runs')).toContain('COVERING INDEX runs_by_size')
  const shown = 'FROM runs WHERE ending IS NOT NULL AND deleted_at_epoch_ms IS NULL'
  expect(plan(`SELECT count(*) ${shown}`)).toContain('runs_shown')
  const page = plan(`SELECT * ${shown} ORDER BY started_at_epoch_ms DESC, rowid DESC LIMIT 100 OFFSET 9900`)
  expect(page).toContain('runs_shown')
  expect(page).not.toContain('TEMP B-TREE')
  database.close()
})

it('drops the oldest beyond the limit', () => {
  const store = new HistoryStore(file, runForms)
  const runs = [1, 2, 3].map((age) => keptRun(5000, { startedAtEpochMs: age, name: String(age) }))
  for (const run of runs) store.keep(run)
  const { usedBytes } = store.list(all)
  store.setLimit(usedBytes - 1)
  expect(names(store)).toEqual(['3', '2'])
  store.keep(keptRun(5000, { startedAtEpochMs: 4, name: '4' }))
  expect(names(store)).toEqual(['4', '3'])
  store.close()
})

it('tells of a run that never ended once, and lists it as interrupted', () => {
  const store = new HistoryStore(file, runForms)
  const run = keptRun(3, { name: 'cut short' })
  store.begin(run)
  store.close()
  const next = new HistoryStore(file, runForms)
  expect(next.notices).toEqual([expect.stringContaining('"cut short"')])
  expect(next.list(all).runs).toMatchObject([{ id: run.id, end: 'interrupted', eventCount: 0 }])
  expect(next.open(run.id)).toMatchObject({ ok: true, value: { batches: [] } })
  next.close()
  expect(new HistoryStore(file, runForms).notices).toEqual([])
})

it.each<[string, () => void]>([
  ['damaged', () => writeFileSync(file, 'this is no database at all, but a text of some length'.repeat(50))],
  ['damaged', () => truncateSync(file, 8192)],
  ['empty', () => truncateSync(file, 0)],
  [
    'foreign',
    () => {
      const database = new DatabaseSync(file)
      database.exec('PRAGMA application_id = 1')
      database.close()
    }
  ]
])('sets a file that is %s aside, tells its name, and leaves it as it is', (problem, harm) => {
  const before = new HistoryStore(file, runForms)
  before.keep(keptRun(3000))
  before.close()
  harm()
  const bytes = readFileSync(file)
  const store = new HistoryStore(file, runForms)
  const aside = readdirSync(folder).find((name) => name.startsWith(`history-${problem}-`))!
  expect(store.notices).toEqual([expect.stringContaining(aside)])
  expect(readFileSync(path.join(folder, aside)).equals(bytes)).toBe(true)
  store.keep(keptRun(3))
  expect(store.list(all).total).toBe(1)
  store.close()
})

it('finds that the events are not those that were kept', () => {
  const store = new HistoryStore(file, runForms)
  const run = keptRun(50)
  store.keep(run)
  store.close()
  const database = new DatabaseSync(file)
  database.exec('UPDATE columns SET events_raw_bytes = events_raw_bytes + 1')
  database.close()
  expect(new HistoryStore(file, runForms).open(run.id)).toMatchObject({
    ok: false,
    fault: { code: 'file/damaged' }
  })
})

it('leaves a file that another program has locked alone, and says so', () => {
  new HistoryStore(file, runForms).close()
  const other = new DatabaseSync(file)
  other.exec('PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE')
  const service = new HistoryService(file, runForms)
  expect(service.answer('keep', keptRun(3))).toMatchObject({
    ok: false,
    fault: { code: 'history/not-written', message: expect.stringContaining('another program') as string }
  })
  other.exec('COMMIT')
  other.close()
  expect(service.answer('keep', keptRun(3))).toMatchObject({ ok: true })
  service.answer('close', null)
  expect(readdirSync(folder)).toEqual(['history.sqlite'])
})

it('says that the folder is gone, and keeps again when it is back', () => {
  const service = new HistoryService(path.join(folder, 'gone', 'history.sqlite'), runForms)
  const refused = service.answer('keep', keptRun(3))
  expect(refused).toMatchObject({ ok: false, fault: { code: 'history/not-written', errno: 'SQLITE_14' } })
  execFileSync('mkdir', [path.join(folder, 'gone')])
  expect(service.answer('keep', keptRun(3))).toMatchObject({ ok: true })
  service.answer('close', null)
})

it.runIf(process.platform === 'linux' && process.getuid?.() === 0)(
  'keeps what is there when the disk is full, and says so',
  (context) => {
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=400k', 'tmpfs', folder], { stdio: 'ignore' })
    } catch {
      return context.skip('this machine does not let us mount a small disk')
    }
    const service = new HistoryService(file, runForms)
    try {
      expect(service.answer('keep', keptRun(10, { name: 'small' }))).toMatchObject({ ok: true })
      const large = keptRun(3)
      large.batches = [{ ...large.batches[0]!, newPayloads: [randomBytes(390_000), randomBytes(390_000)] }]
      const refused = service.answer('keep', large)
      expect(refused).toMatchObject({ ok: false, fault: { code: 'history/not-written' } })
      expect(service.answer('list', all)).toMatchObject({ ok: true, value: { total: 1 } })
      expect(service.answer('keep', keptRun(10, { name: 'again' }))).toMatchObject({ ok: true })
    } finally {
      service.answer('close', null)
      execFileSync('umount', ['-l', folder])
    }
  }
)
