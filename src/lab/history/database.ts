/**
 * The history's database file: opened, made, or set aside. A file that is not ours, damaged or empty is never written to: it
 * gets another name, which is told, and a new one takes its place. One of a newer version stays where and as it is.
 */
import { closeSync, existsSync, openSync, readSync, renameSync, rmSync, statSync } from 'node:fs'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { type Fault, failure } from '#shared/fault'

/** "UDPL" in ASCII, in the header of the file (https://sqlite.org/fileformat2.html#application_id). */
const applicationId = 0x5544504c
const schemaVersion = 1
/** What SQLite may keep beside the file. */
const companions = ['-wal', '-shm', '-journal']
/** What another program may take before this one gives up on a lock. */
const busyTimeoutMs = 1000

const schema = `
  PRAGMA application_id = ${applicationId};
  PRAGMA user_version = ${schemaVersion};
  CREATE TABLE runs (
    id TEXT PRIMARY KEY,
    task TEXT NOT NULL,
    name TEXT NOT NULL,
    started_at_epoch_ms REAL NOT NULL,
    -- NULL while the run goes on: a run that is so at the next start was interrupted.
    ending TEXT,
    -- NULL, or when the user deleted it: until the app ends that can be undone.
    deleted_at_epoch_ms REAL,
    size_bytes INTEGER NOT NULL DEFAULT 0,
    -- JSON of all of the run but its columns and its name; NULL while it goes on.
    head TEXT
  ) STRICT;
  CREATE INDEX runs_by_time ON runs (started_at_epoch_ms DESC);
  CREATE TABLE columns (
    id TEXT PRIMARY KEY REFERENCES runs (id) ON DELETE CASCADE,
    events_raw_bytes INTEGER NOT NULL,
    events BLOB NOT NULL,
    queues_raw_bytes INTEGER NOT NULL,
    queues BLOB NOT NULL
  ) STRICT;
  CREATE TABLE settings (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT;
`

/**
 * So that a list of 10,000 runs need not read all their heads: its sum and its pages come from these alone. They change
 * nothing that a version of the app without them relies on.
 */
const indexes = `
  CREATE INDEX IF NOT EXISTS runs_by_size ON runs (size_bytes);
  CREATE INDEX IF NOT EXISTS runs_shown ON runs (started_at_epoch_ms)
    WHERE ending IS NOT NULL AND deleted_at_epoch_ms IS NULL;
`

/** SQLite's result codes (https://sqlite.org/rescode.html); the low byte is the primary one. */
const code = { readOnly: 8, ioError: 10, corrupt: 11, full: 13, cannotOpen: 14, notDatabase: 26 } as const
const busyCodes = [5, 6]

function codeOf(error: unknown): number | null {
  const { errcode } = error as { errcode?: unknown }
  return typeof errcode === 'number' ? errcode & 0xff : null
}

const reasons: Record<number, string> = {
  [code.readOnly]: 'the disk or the file may not be written',
  [code.ioError]: 'the disk does not take it, or is full',
  [code.corrupt]: 'the file of the history is damaged',
  [code.full]: 'the disk is full',
  [code.cannotOpen]: 'its folder is gone or may not be written',
  [code.notDatabase]: 'the file of the history is damaged'
}

/** What the system says of a file that is to be looked at, renamed or removed. */
const systemReasons: Record<string, string> = {
  EROFS: reasons[code.readOnly]!,
  EACCES: reasons[code.readOnly]!,
  EPERM: reasons[code.readOnly]!,
  ENOSPC: reasons[code.full]!,
  EIO: reasons[code.ioError]!,
  ENOENT: reasons[code.cannotOpen]!,
  ENOTDIR: reasons[code.cannotOpen]!
}

/** Why, and the code that says it; null when neither SQLite nor the system threw it. */
function whyNot(error: unknown): { reason: string; errno: string } | null {
  const number = codeOf(error)
  if (number !== null) {
    const reason = busyCodes.includes(number) ? 'another program has it open' : reasons[number]
    return { reason: reason ?? `SQLite says ${number}`, errno: `SQLITE_${number}` }
  }
  const { code: errno, syscall } = error as NodeJS.ErrnoException
  if (typeof errno !== 'string' || syscall === undefined) return null
  return { reason: systemReasons[errno] ?? `the system says ${errno}`, errno }
}

/** A newer UDP Lab wrote it: it is neither written to nor renamed. */
class NewerHistoryError extends Error {}

/** What SQLite or the system threw, or that it is of a newer version, as a fault; anything else is a bug and is thrown on. */
export function faultOf(error: unknown, doing: 'read' | 'written'): Fault {
  if (error instanceof NewerHistoryError) {
    return failure(
      'history/newer',
      'The history was written by a newer UDP Lab. This version does not change that file.',
      {
        advice: 'New runs still work and can be saved as files. Update UDP Lab to keep them in the history.'
      }
    ).fault
  }
  const why = whyNot(error)
  if (why === null) throw error
  return failure(
    doing === 'read' ? 'history/not-read' : 'history/not-written',
    `The history was not ${doing}: ${why.reason}.`,
    {
      advice:
        'New runs still work and can be saved as files. Make room or give the folder back, and run again.',
      errno: why.errno
    }
  ).fault
}

/**
 * Opens what is there, or sets it aside and begins anew. Throws what SQLite or the system throws when neither works, and
 * NewerHistoryError; what was set aside by then is in `notices` all the same.
 */
export function openDatabase(file: string, notices: string[], now = new Date()): DatabaseSync {
  if (saysNewer(file)) throw new NewerHistoryError()
  const problem = existsSync(file) ? whyUnusable(file) : null
  if (problem !== null) notices.push(setAside(file, problem, now))
  const begunHere = beginFile(file)
  let database: DatabaseSync | null = null
  try {
    database = new DatabaseSync(file, { timeout: busyTimeoutMs })
    if (numberOf(database, 'user_version') === 0) {
      database.exec(`PRAGMA auto_vacuum = INCREMENTAL; BEGIN IMMEDIATE; ${schema} COMMIT;`)
    }
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON;')
    database.exec(indexes)
    return database
  } catch (error) {
    database?.close()
    // Nobody's runs are in it, and the next try would take it for a user's file that is empty or damaged.
    if (begunHere) removeBegun(file)
    throw error
  }
}

/** True when there was no file, and this call made one. Why none can be made is left to SQLite to say. */
function beginFile(file: string): boolean {
  try {
    closeSync(openSync(file, 'wx'))
    return true
  } catch {
    return false
  }
}

function removeBegun(file: string): void {
  for (const suffix of ['', ...companions]) {
    try {
      rmSync(file + suffix, { force: true })
    } catch {
      // What cannot be removed could not be made either: the first failure is the one to tell.
    }
  }
}

function numberOf(database: DatabaseSync, pragma: string): number {
  return Number(Object.values(database.prepare(`PRAGMA ${pragma}`).get() ?? {})[0])
}

type Problem = 'damaged' | 'empty' | 'foreign'

/** Of the file's header (https://sqlite.org/fileformat2.html#the_database_header). */
const header = { sizeBytes: 100, magic: 'SQLite format 3\0', userVersionAt: 60, applicationIdAt: 68 } as const

/** Looked up in the header itself: SQLite might write what its log still has, or make files beside it. */
function saysNewer(file: string): boolean {
  const bytes = Buffer.alloc(header.sizeBytes)
  try {
    const opened = openSync(file, 'r')
    try {
      readSync(opened, bytes, 0, header.sizeBytes, 0)
    } finally {
      closeSync(opened)
    }
  } catch {
    // Why it cannot be read is left to SQLite to say.
    return false
  }
  return (
    bytes.toString('latin1', 0, header.magic.length) === header.magic &&
    bytes.readInt32BE(header.applicationIdAt) === applicationId &&
    bytes.readInt32BE(header.userVersionAt) > schemaVersion
  )
}

/** A file that cannot be looked at now (locked, no rights) has no problem that another name would solve. */
function whyUnusable(file: string): Problem | null {
  if (statSync(file).size === 0) return 'empty'
  let database: DatabaseSync | null = null
  try {
    database = new DatabaseSync(file, { timeout: busyTimeoutMs })
    const application = numberOf(database, 'application_id')
    const version = numberOf(database, 'user_version')
    if (application !== applicationId) return 'foreign'
    // Not in the header yet: its log has it.
    if (version > schemaVersion) throw new NewerHistoryError()
    if (version < 1) return 'damaged'
    const verdict = Object.values(database.prepare('PRAGMA quick_check(1)').get() ?? {})[0]
    return verdict === 'ok' ? null : 'damaged'
  } catch (error) {
    const number = codeOf(error)
    if (number === code.corrupt || number === code.notDatabase) return 'damaged'
    throw error
  } finally {
    database?.close()
  }
}

const words: Record<Problem, string> = {
  damaged: 'is damaged',
  empty: 'is empty',
  foreign: 'is not one of this app'
}

/** Renames the file and what belongs to it. Returns the sentence that tells it. */
function setAside(file: string, problem: Problem, now: Date): string {
  const { dir, name, ext } = path.parse(file)
  const stamp = now.toISOString().slice(0, 19).replaceAll(':', '-')
  let aside = path.join(dir, `${name}-${problem}-${stamp}${ext}`)
  for (let copy = 2; existsSync(aside); copy++) {
    aside = path.join(dir, `${name}-${problem}-${stamp}-${copy}${ext}`)
  }
  renameSync(file, aside)
  for (const suffix of companions) {
    if (existsSync(file + suffix)) renameSync(file + suffix, aside + suffix)
  }
  return `The file of the history ${words[problem]}. The file was renamed to ${path.basename(aside)} in ${dir}, and a new one was begun.`
}
