/**
 * Files of earlier versions open, and every figure in them is the one that the version of then told of itself
 * (tests/fixtures/old-data/README.md). Nothing of them is set aside, renamed, dropped or written anew.
 */
import { createHash } from 'node:crypto'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { beforeEach, describe, expect, it } from 'vitest'
import { History } from '../../src/lab/history/history'
import { decodeRunFile } from '../../src/lab/run-file/run-file'
import { NotebookFile } from '../../src/main/notebook-file'
import { ReportDraftFile } from '../../src/main/report-draft-file'
import { SettingsFile } from '../../src/main/settings-file'
import { draftToKeep, readDraft, Sections } from '../../src/pages/report/draft'
import { cell } from '../../src/shared/events/batch'
import type { KeptRun } from '../../src/shared/kept/kept-run'
import { replay } from '../../src/shared/report/replay'
import { terminalsOf } from '../../src/shared/report/terminals'
import { cleanUp, projectFolder, runJson } from './support'
import type { EndpointInfo } from '../../src/shared/events/endpoint'
import type { ReportTerminal } from '../../src/shared/report/report'
import { runForms, tabs } from '../../src/tasks/contract'
import { registry, type TaskId, tasks } from '../../src/tasks/registry'

const versions = path.join(projectFolder, 'tests', 'fixtures', 'old-data')
const historyWorker = path.join(projectFolder, 'out/lab/history-worker.js')
const all = { limit: 500, offset: 0 }
const sections = new Sections(tasks)

type Plain = Record<string, unknown>
interface Listed extends Plain {
  id: string
  name: string
  end: string
}
interface Listing {
  total: number
  usedBytes: number
  limitBytes: number
  notices: string[]
  runs: Listed[]
}
interface Expected {
  history: Listing
  killed: Listing & { deleted: string }
  /** By the file's name: what `run-file show` and `verify` said of it. */
  files: Record<string, { sha256: string; shown: { runs: Listed[] }; verdict: Plain }>
}

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'udp-lab-old-data-'))
  cleanUp(() => rmSync(folder, { recursive: true, force: true }))
})

/** Opened where the test put it, or new; closed with the test at the latest. */
function openHistory(): History {
  const history = new History(historyWorker, path.join(folder, 'history.sqlite'))
  cleanUp(() => history.close())
  return history
}

async function ask<K extends Parameters<History['call']>[0]>(
  history: History,
  name: K,
  input: Parameters<typeof history.call<K>>[1]
) {
  const answer = await history.call(name, input)
  if (!answer.ok) throw new Error(`${name}: ${answer.fault.message}`)
  return answer.value
}

/** A run as the listings of then have it. */
function listingOf(run: KeptRun): Plain {
  const { batches, queues, failed = null, ...rest } = run
  const rows: Record<string, number> = {}
  let bytes = 0
  for (const batch of batches) {
    for (let row = 0; row < batch.count; row++) {
      const kind = `${batch.endpointId}/${cell(batch.kind, row)}`
      rows[kind] = (rows[kind] ?? 0) + 1
      bytes += cell(batch.sizeBytes, row)
    }
  }
  const sum = (column: Uint32Array): number => column.reduce((total, value) => total + value, 0)
  const side = (name: 'server' | 'client') => ({
    bytes: sum(queues[name].bytes),
    drops: sum(queues[name].drops)
  })
  return {
    ...rest,
    failed,
    events: { rows, bytes, payloads: batches.flatMap(({ newPayloads }) => newPayloads).length },
    queues: { rows: queues.timeMs.length, server: side('server'), client: side('client') }
  }
}

interface Told {
  outcome: KeptRun['outcome']
  endpoints?: readonly EndpointInfo[]
}

/** Today's words of a run as 0.1 had them: an outcome without its kind, an endpoint's program as its voice. */
function asIn01<T extends Told>(run: T) {
  const { outcome, endpoints } = run
  return {
    ...run,
    outcome: outcome && outcome.value,
    ...(endpoints && {
      endpoints: endpoints.map(({ program: voice, ...endpoint }) => ({ ...endpoint, voice }))
    })
  }
}

/** A run in the words of the version that made the files; versions after 0.1 have today's. */
const inWordsOf =
  (version: string) =>
  <T extends Told>(run: T) =>
    version === 'v0.1' ? asIn01(run) : run

async function terminalsIn(history: History, id: string): Promise<ReportTerminal[]> {
  const run = await ask(history, 'open', { id })
  const { programs, logs } = registry[run.task as TaskId]
  return terminalsOf(replay(run, programs), logs)
}

function packedIn(bytes: Uint8Array): unknown[] {
  const decoded = decodeRunFile(bytes, runForms)
  if (!decoded.ok) throw new Error(decoded.fault.message)
  return decoded.value.runs.map(({ head, events, queues }) => [
    head,
    ...[events, queues].map((packed) => Buffer.from(packed.bytes).toString('base64'))
  ])
}

/** What is on the disk of each run, whatever else the tables hold. */
function stored(): unknown[] {
  const database = new DatabaseSync(path.join(folder, 'history.sqlite'))
  try {
    return database
      .prepare(
        `SELECT runs.id, task, name, started_at_epoch_ms, ending, size_bytes, head, events, queues
         FROM runs LEFT JOIN columns ON columns.id = runs.id ORDER BY runs.id`
      )
      .all()
  } finally {
    database.close()
  }
}

/** The history says of all its runs what it said then; a later version may say more. */
async function expectListing(history: History, listing: Listing, version: string): Promise<void> {
  const asThen = inWordsOf(version)
  const { runs, ...sums } = await ask(history, 'list', all)
  const { total, usedBytes, limitBytes } = listing
  expect(sums).toEqual({ total, usedBytes, limitBytes })
  expect(runs.map(({ id }) => id)).toEqual(listing.runs.map(({ id }) => id))
  for (const expected of listing.runs) {
    const { startedAtMs, machine, failed, endpoints, events, queues, ...summary } = expected
    expect(runs.map((run) => asThen(run)).find(({ id }) => id === expected.id)).toMatchObject(summary)
    const opened = listingOf(asThen(await ask(history, 'open', { id: expected.id })))
    // Its bytes on disk are the list's word: an opened run counts them with the name that it has now.
    const sizeBytes: unknown = expect.any(Number)
    const more = { startedAtMs, machine, failed, endpoints, events, queues, sizeBytes }
    expect(opened, expected.name).toMatchObject({ ...summary, ...more })
  }
}

const found = readdirSync(versions, { withFileTypes: true }).filter((entry) => entry.isDirectory())

it('there are files of the first version', () => {
  expect(found.map(({ name }) => name)).toContain('v0.1')
})

describe.each(found.map(({ name }) => name))('files of %s', (version) => {
  const of = path.join(versions, version)
  const file = (name: string): string => path.join(of, 'files', name)
  const expected = JSON.parse(readFileSync(path.join(of, 'expected.json'), 'utf8')) as Expected

  const copy = (...names: string[]): void => {
    for (const name of names) cpSync(path.join(of, name), path.join(folder, path.basename(name)))
  }

  it('opens the history, every run with its figures, and changes nothing in it', async () => {
    copy('history.sqlite')
    const before = stored()
    const history = openHistory()
    expect(await ask(history, 'notices', null)).toEqual([])
    await expectListing(history, expected.history, version)
    await history.close()
    expect(stored()).toEqual(before)
    expect(readdirSync(folder)).toEqual(['history.sqlite'])
  })

  it('opens the history that kill -9 left: one run interrupted, the deleted one gone, the others whole', async () => {
    cpSync(path.join(of, 'killed'), folder, { recursive: true })
    const history = openHistory()
    // It is said in other words now; of which run is what counts.
    const quoted = (notices: readonly string[]) =>
      notices.map((notice) => /^[^"]*"([^"]+)"/.exec(notice)?.[1])
    const notices = await ask(history, 'notices', null)
    expect(quoted(notices)).toEqual(quoted(expected.killed.notices))
    for (const notice of notices) expect(notice).toContain('interrupted')
    await expectListing(history, expected.killed, version)
    expect(expected.killed.runs.map(({ end }) => end)).toContain('interrupted')
    const { deleted } = expected.killed
    expect(await history.call('open', { id: deleted })).toMatchObject({
      ok: false,
      fault: { code: 'history/not-found' }
    })
    await history.close()
    expect(readdirSync(folder)).toEqual(['history.sqlite'])
  })

  // One process a file.
  it('says of each run file what was said of it, and verifies it', { timeout: 120_000 }, async () => {
    const names = Object.keys(expected.files)
    expect(readdirSync(path.join(of, 'files')).sort()).toEqual(names)
    const verified = await runJson('verify', ...names.map(file))
    expect(verified.document).toMatchObject({
      files: names.map((name) => ({ ...expected.files[name]!.verdict, file: file(name) }))
    })
    expect(names.map((name) => expected.files[name]!.verdict['holds'])).toEqual(names.map(() => true))
    expect(verified.code).toBe(0)
    for (const name of names) {
      const { document } = await runJson('run-file', 'show', file(name))
      expect(document, name).toMatchObject(expected.files[name]!.shown)
    }
    const sums = names.map((name) =>
      createHash('sha256')
        .update(readFileSync(file(name)))
        .digest('hex')
    )
    expect(sums).toEqual(names.map((name) => expected.files[name]!.sha256))
  })

  it('takes each run file into a history, from which each run goes out again as it came', async () => {
    const history = openHistory()
    const ids = new Set<unknown>()
    for (const [name, { shown }] of Object.entries(expected.files)) {
      const fresh = shown.runs.filter(({ id }) => !ids.has(id)).length
      const known = shown.runs.length - fresh
      const taken = await ask(history, 'import', { bytes: readFileSync(file(name)) })
      expect(taken, name).toEqual({ imported: fresh, known })
      for (const { id } of shown.runs) ids.add(id)
    }
    for (const [name, { shown }] of Object.entries(expected.files)) {
      const out = await ask(history, 'export', { ids: shown.runs.map(({ id }) => id), madeBy: 'a test' })
      expect(packedIn(out), name).toEqual(packedIn(readFileSync(file(name))))
    }
    const { runs } = await ask(history, 'list', all)
    expect(new Set(runs.map(({ id }) => id))).toEqual(ids)
    const kept = new Map(runs.map((run) => [run.id, inWordsOf(version)(run)]))
    for (const listed of expected.history.runs.filter(({ id }) => ids.has(id))) {
      const { id, name, hash, outcome, eventCount, durationMs } = listed
      expect(kept.get(id)).toMatchObject({ id, name, hash, outcome, eventCount, durationMs })
    }
  })

  it('shows the terminals of the report as they were printed', async () => {
    const history = openHistory()
    await ask(history, 'import', { bytes: readFileSync(file('report.udplab')) })
    const printed = new Set(readFileSync(path.join(of, 'report.md'), 'utf8').split('\n'))
    const { runs } = await ask(history, 'list', all)
    for (const { id, name } of runs) {
      const terminals = await terminalsIn(history, id)
      const lines = terminals.flatMap(({ parts }) =>
        parts.flatMap((part) => (part.kind === 'lines' ? part.lines : []))
      )
      expect(lines.length, name).toBeGreaterThan(0)
      // The lab's own remark has other words since; what programs print is the same to the letter.
      const asThen = lines.map((line) =>
        line.replace('; nothing was sent on the wire', '; nothing went on the wire')
      )
      expect(
        asThen.filter((line) => !printed.has(line)),
        name
      ).toEqual([])
    }
    expect(runs.length).toBe(expected.files['report.udplab']!.shown.runs.length)
  })

  it('takes the settings, the notebook and the report draft as they are, and leaves them there', async () => {
    copy('settings.json', 'notebook.json', 'report-draft.json')
    const bytes = (name: string): string => readFileSync(path.join(folder, name), 'utf8')
    const json = (name: string): Plain => JSON.parse(bytes(name)) as Plain
    const before = readdirSync(folder).map((name) => [name, bytes(name)])

    const settings = new SettingsFile(folder, tabs)
    expect(settings.content).toMatchObject(json('settings.json'))
    expect(settings.open()).toMatchObject({ first: false, setAside: null })

    const { notebook, setAside } = await new NotebookFile(folder).read()
    expect(notebook).toMatchObject(json('notebook.json'))
    expect(setAside).toBeNull()

    const draft = json('report-draft.json')
    const inStorage = !Object.hasOwn(draft, 'version')
    if (inStorage) rmSync(path.join(folder, 'report-draft.json'))
    const file = new ReportDraftFile(folder)
    const opened = await file.read()
    expect(opened).toMatchObject({ first: inStorage, setAside: null })
    const read = readDraft(inStorage ? draft : opened.draft, 'today', sections)
    // Sections that there are since come in where they belong; those of then keep their order.
    const { order, ...rest } = draft
    const then = order as string[]
    expect({ version: 1, ...read }).toMatchObject(rest)
    expect(read.order.filter((id) => then.includes(id))).toEqual(then)
    const unchanged = before.filter(([name]) => !inStorage || name !== 'report-draft.json')
    expect(readdirSync(folder).map((name) => [name, bytes(name)])).toEqual(unchanged)

    // 0.1 had the draft in the page's own storage: the window puts it into the file.
    expect(await file.keep(draftToKeep(opened.draft, read, sections))).toMatchObject({ ok: true })
    const kept = (await new ReportDraftFile(folder).read()).draft as typeof read
    expect(kept).toMatchObject(rest)
    expect(kept.order.filter((id) => then.includes(id))).toEqual(then)
  })
})
