/** The kept runs in their database. Every change is one transaction; times are ms since the Unix epoch. */
import type { DatabaseSync } from 'node:sqlite'
import type { HistoryCallInputs, HistoryList } from '#shared/kept/history-calls'
import { historyLimits } from '#shared/kept/history-calls'
import { failure, type Result, success } from '#shared/fault'
import type { KeptRun } from '#shared/kept/kept-run'
import type { RunForms } from '#shared/kept/run-forms'
import { openDatabase } from './database'
import { batchesMaximum } from '../packed/event-codec'
import { writtenHead } from '../packed/head-form'
import type { WrittenEvents } from '../packed/event-writer'
import { type NewRun, packRun, type PackedRun, rawBytesMaximum, sizeOf, unpackRun } from '../packed/pack'
import type { RunBeginning } from './protocol'
import { Query } from './query'
import { type ColumnsRow, nothing, readRow, type RunRow, type SettingsRow, summaryOf } from './rows'
import { markInterrupted } from './interrupted'
import { gone, newer, tooLong } from './store-faults'

export class HistoryStore {
  readonly #database: DatabaseSync
  readonly #forms: RunForms
  /** What there was to tell when it was opened. */
  readonly notices: string[]

  /**
   * Throws what SQLite or the system throws (database.ts, faultOf).
   *
   * @param forms what this version knows of each task
   * @param told what an earlier try has set aside already; gets what this one sets aside, even when it fails
   */
  constructor(file: string, forms: RunForms, told: string[] = []) {
    this.#forms = forms
    this.#database = openDatabase(file, told)
    this.notices = [...told, ...markInterrupted(this.#database, Object.keys(forms))]
    this.#forgetDeleted()
  }

  #query<Row>(sql: string): Query<Row> {
    return new Query(this.#database, sql)
  }

  #transaction<T>(work: () => T): T {
    this.#database.exec('BEGIN IMMEDIATE')
    try {
      const value = work()
      this.#database.exec('COMMIT')
      return value
    } catch (error) {
      if (this.#database.isTransaction) this.#database.exec('ROLLBACK')
      throw error
    }
  }

  begin({ id, task, name, startedAtEpochMs }: RunBeginning): void {
    this.#database
      .prepare(
        `INSERT INTO runs (id, task, name, started_at_epoch_ms) VALUES (?, ?, ?, ?) ON CONFLICT (id) DO NOTHING`
      )
      .run(id, task, name, startedAtEpochMs)
  }

  /**
   * Keeps a run that is over; one of the same id is replaced, but for its name, which the student may have changed.
   * @param written its events, where they were written before
   * Fault: history/not-written, when it is so long that it could not be opened again.
   */
  keep(run: NewRun, written?: WrittenEvents): Result<void> {
    const packed = run.batches.length > batchesMaximum ? null : packRun(run, written)
    if (!packed || packed.events.rawBytes > rawBytesMaximum) {
      this.abandon(run.id)
      return tooLong(run.name)
    }
    this.keepPacked(packed)
    return success(undefined)
  }

  /** A run that began is not kept, and was not interrupted either; what was kept of it before stays. */
  abandon(id: string): void {
    this.#database.prepare('DELETE FROM runs WHERE id = ? AND ending IS NULL').run(id)
  }

  keepPacked(packed: PackedRun): void {
    const { head, events, queues } = packed
    const sizeBytes = sizeOf(packed)
    this.#transaction(() => {
      this.#database
        .prepare(
          `INSERT INTO runs (id, task, name, started_at_epoch_ms, ending, size_bytes, head)
           VALUES (?, ?, ?, ?, ?, ?, ?)
           ON CONFLICT (id) DO UPDATE SET ending = excluded.ending, size_bytes = excluded.size_bytes, head = excluded.head`
        )
        .run(
          head.id,
          head.task,
          head.name,
          head.startedAtEpochMs,
          head.end,
          sizeBytes,
          JSON.stringify(writtenHead(head))
        )
      this.#database
        .prepare(`INSERT OR REPLACE INTO columns VALUES (?, ?, ?, ?, ?)`)
        .run(head.id, events.rawBytes, events.bytes, queues.rawBytes, queues.bytes)
      this.#dropOldest(head.id)
    })
  }

  #usedBytes(): number {
    return this.#query<{ used: number | null }>('SELECT sum(size_bytes) AS used FROM runs').first()?.used ?? 0
  }

  get limitBytes(): number {
    const limit = this.#query<SettingsRow>(`SELECT * FROM settings WHERE name = 'limitBytes'`).first()
    return limit?.value ?? historyLimits.bytes.standard
  }

  /** Beyond the limit the deleted runs go first, then the oldest; never the one that was just kept, or a newer version's. */
  #dropOldest(keptId: string | null): void {
    let overBytes = this.#usedBytes() - this.limitBytes
    if (overBytes <= 0) return
    const rows = this.#query<RunRow>(
      `SELECT * FROM runs WHERE ending IS NOT NULL AND id IS NOT ?
       ORDER BY deleted_at_epoch_ms IS NULL, started_at_epoch_ms`
    ).each(keptId)
    const dropped: string[] = []
    for (const row of rows) {
      if (overBytes <= 0) break
      // What the user deleted goes, whoever wrote it.
      if (row.deleted_at_epoch_ms === null && readRow(row, this.#forms).unknown !== null) continue
      overBytes -= row.size_bytes
      dropped.push(row.id)
    }
    const remove = this.#database.prepare('DELETE FROM runs WHERE id = ?')
    for (const id of dropped) remove.run(id)
  }

  list({ search = '', task, limit, offset }: HistoryCallInputs['listRuns']): Omit<HistoryList, 'notices'> {
    const pattern = `%${search.replaceAll(/[\\%_]/g, '\\$&')}%`
    // Without words to look for, the index alone tells which rows there are (database.ts).
    const like = search === '' ? '' : `AND (${likePattern})`
    const only = task === undefined ? '' : 'AND task = $task'
    const found = `FROM runs WHERE ending IS NOT NULL AND deleted_at_epoch_ms IS NULL ${like} ${only}`
    const words = { ...(search !== '' && { pattern }), ...(task !== undefined && { task }) }
    const rows = this.#query<RunRow>(
      `SELECT * ${found} ORDER BY started_at_epoch_ms DESC, rowid DESC LIMIT $limit OFFSET $offset`
    ).all({ ...words, limit, offset })
    const total = this.#query<{ total: number }>(`SELECT count(*) AS total ${found}`).first(words)?.total ?? 0
    const runs = rows.map((row) => summaryOf(row, this.#forms))
    return { runs, total, usedBytes: this.#usedBytes(), limitBytes: this.limitBytes }
  }

  #row(id: string): RunRow | null {
    return this.#query<RunRow>('SELECT * FROM runs WHERE id = ? AND ending IS NOT NULL').first(id)
  }

  /** Faults: history/not-found; history/newer. */
  packed(id: string): Result<PackedRun> {
    const row = this.#row(id)
    if (!row) return gone
    const { head, unknown } = readRow(row, this.#forms)
    if (unknown !== null) return newer(row.name, unknown)
    const columns = this.#query<ColumnsRow>('SELECT * FROM columns WHERE id = ?').first(id)
    if (!columns) return success({ head, events: nothing.events, queues: nothing.queues })
    return success({
      head,
      events: { rawBytes: columns.events_raw_bytes, bytes: columns.events },
      queues: { rawBytes: columns.queues_raw_bytes, bytes: columns.queues }
    })
  }

  /** Faults: history/not-found; history/newer; file/newer; file/damaged, also when the events are not those that were kept. */
  open(id: string): Result<KeptRun> {
    const packed = this.packed(id)
    if (!packed.ok) return packed
    const unpacked = unpackRun(packed.value)
    if (!unpacked.ok) return unpacked
    const { run, hash } = unpacked.value
    if (hash === run.hash) return success(run)
    return failure('file/damaged', `The events of "${run.name}" are not those that were kept.`)
  }

  has(id: string): boolean {
    return this.#database.prepare('SELECT 1 FROM runs WHERE id = ?').get(id) !== undefined
  }

  /** Ids of all that the list shows, the latest first. */
  ids(): string[] {
    return this.#query<Pick<RunRow, 'id'>>(
      `SELECT id FROM runs WHERE ending IS NOT NULL AND deleted_at_epoch_ms IS NULL ORDER BY started_at_epoch_ms DESC`
    )
      .all()
      .map(({ id }) => id)
  }

  countNewer(): number {
    const rows = this.#query<RunRow>(
      `SELECT * FROM runs WHERE ending IS NOT NULL AND deleted_at_epoch_ms IS NULL`
    ).each()
    let count = 0
    for (const row of rows) if (readRow(row, this.#forms).unknown !== null) count += 1
    return count
  }

  rename(id: string, name: string): Result<void> {
    return this.#change('UPDATE runs SET name = ?2 WHERE id = ?1', id, name)
  }

  delete(id: string): Result<void> {
    return this.#change('UPDATE runs SET deleted_at_epoch_ms = ?2 WHERE id = ?1', id, Date.now())
  }

  restore(id: string): Result<void> {
    return this.#change('UPDATE runs SET deleted_at_epoch_ms = NULL WHERE id = ?1', id)
  }

  #change(statement: string, ...values: (string | number)[]): Result<void> {
    const { changes } = this.#database.prepare(statement).run(...values)
    return Number(changes) > 0 ? success(undefined) : gone
  }

  setLimit(limitBytes: number): void {
    this.#transaction(() => {
      this.#database
        .prepare(`INSERT OR REPLACE INTO settings (name, value) VALUES ('limitBytes', ?)`)
        .run(limitBytes)
      this.#dropOldest(null)
    })
    this.#database.exec('PRAGMA incremental_vacuum')
  }

  #forgetDeleted(): void {
    this.#database.exec('DELETE FROM runs WHERE deleted_at_epoch_ms IS NOT NULL')
    this.#database.exec('PRAGMA incremental_vacuum')
  }

  /** Deleted runs cannot be brought back after this. */
  close(): void {
    try {
      this.#forgetDeleted()
    } finally {
      this.#database.close()
    }
  }
}

const likePattern = ['name', 'id', 'task', 'ending']
  .map((column) => `${column} LIKE $pattern ESCAPE '\\'`)
  .join(' OR ')
