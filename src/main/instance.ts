/** Which of several starts of the app this one is. The lock is a file in the app's own folder, which may take none. */
import { closeSync, mkdtempSync, openSync, readlinkSync, rmSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import path from 'node:path'
import { app } from 'electron'
import { escapeHidden } from '#shared/hidden'

/**
 * 'no-lock': the folder may not be written, so a second start cannot be told from a first. 'refused': it may be written, but no
 * lock can be made in it: two starts would write the same files.
 */
export type Instance = 'first' | 'second' | 'no-lock' | 'refused'

export function claimInstance(): Instance {
  ensureFolder()
  if (app.requestSingleInstanceLock()) return 'first'
  const folder = app.getPath('userData')
  const named = escapeHidden(folder)
  const lock = path.join(folder, 'SingletonLock')
  const holder = holderOf(lock)
  const reason = whyNotWritable(folder)
  // On Windows the lock is no file.
  if (reason === null && (holder !== null || process.platform === 'win32')) return 'second'
  if (reason === null) {
    const other = hostIn(lock)
    const why =
      other === null
        ? 'the lock cannot be made there'
        : `a lock of the machine ${escapeHidden(other)} is there`
    console.error(
      `UDP Lab: The folder ${named} cannot be used: ${why}. End UDP Lab elsewhere and remove ${escapeHidden(lock)}, or name another folder with --user-data-dir.`
    )
    return 'refused'
  }
  // A lock made before the disk became read-only; Chromium could not remove it although its holder is gone.
  if (holder !== null) {
    console.error(`UDP Lab: Another instance holds the lock in ${named} (process ${holder}).`)
    return 'second'
  }
  console.error(`UDP Lab: The folder ${named} takes no file (${reason}). Nothing is kept after the app ends.`)
  return 'no-lock'
}

/** The system may refuse to make the folder at all: then there is one for this start alone. */
function ensureFolder(): void {
  try {
    app.getPath('userData')
  } catch {
    const folder = mkdtempSync(path.join(tmpdir(), 'udp-lab-'))
    app.setPath('userData', folder)
    console.error(
      `UDP Lab: The data folder cannot be made. What is kept is in ${escapeHidden(folder)} for now.`
    )
  }
}

/** The system's code when no file can be made there. */
function whyNotWritable(folder: string): string | null {
  const probe = path.join(folder, `.lock-probe-${process.pid}`)
  try {
    closeSync(openSync(probe, 'wx'))
    rmSync(probe)
    return null
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? 'EUNKNOWN'
  }
}

/** The process that a lock of Chromium's on Linux and macOS names (`host-pid`), while it runs; null when there is none. */
function holderOf(lock: string): number | null {
  const pid = pidIn(lock)
  if (pid === null) return null
  try {
    process.kill(pid, 0)
    return pid
  } catch (error) {
    // It runs, and is another user's.
    return (error as NodeJS.ErrnoException).code === 'EPERM' ? pid : null
  }
}

function pidIn(lock: string): number | null {
  const named = readLock(lock)
  return named?.host === hostname() ? named.pid : null
}

/** The machine that the lock names; null when it is this one, or there is no lock. */
function hostIn(lock: string): string | null {
  const host = readLock(lock)?.host
  return host === undefined || host === hostname() ? null : host
}

function readLock(lock: string): { host: string; pid: number } | null {
  try {
    const [, host, pid] = /^(.*)-(\d+)$/.exec(readlinkSync(lock)) ?? []
    return host === undefined ? null : { host, pid: Number(pid) }
  } catch {
    return null
  }
}
