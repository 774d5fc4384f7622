/**
 * Namespaces of users, networks and mounts (unshare(1)) around a command: there the ports of the exercise are free whatever goes on
 * beside it, nothing that a program sends leaves it, and files outside one folder can be read alone.
 */
import { execFile } from 'node:child_process'
import { mkdtemp, realpath, rm } from 'node:fs/promises'
import { release, tmpdir } from 'node:os'
import path from 'node:path'
import type { Isolation } from '../model/class/isolation'
import { isolatedProcesses, processesVariable } from './program/limits'

export const unshare = 'unshare'
const tryMs = 5000

/** $@: what is run once the loopback interface is up. */
const withNetwork = 'ip link set lo up && exec "$@"'

/**
 * $1: the folder that stays writable. Every other mount that this namespace has is mounted anew, to be read alone; one that nobody
 * here can enter, or that has no files yet (autofs), may stay. With its capabilities the command loses the right to undo it
 * (capabilities(7)), and new namespaces give none over these mounts.
 */
const withFiles = `keep=$1; shift
ip link set lo up && mount --bind "$keep" "$keep" || exit 1
cat /proc/self/mountinfo | while read -r _ _ _ _ at options rest; do
  at=$(printf %b "$at")
  if [ "$at" = "$keep" ]; then continue; fi
  case $options in rw*) ;; *) continue ;; esac
  mount -o "remount,bind,ro\${options#rw}" "$at" && continue
  case " $rest" in *" - autofs "*) continue ;; esac
  if [ -x "$at" ]; then exit 1; fi
done || exit 1
exec setpriv --bounding-set=-all --inh-caps=-all --no-new-privs -- "$@"`

export interface Surroundings {
  /** Words for unshare(1). */
  words: (command: readonly string[]) => string[]
  environment: Readonly<Record<string, string>>
  leave: () => Promise<void>
}

/** RLIMIT_NPROC counts within a user namespace since Linux 5.14. */
function countsProcesses(): boolean {
  const [major = 0, minor = 0] = release().split('.').map(Number)
  return major > 5 || (major === 5 && minor >= 14)
}

const environment = (): Record<string, string> =>
  countsProcesses() ? { [processesVariable]: String(isolatedProcesses) } : {}

async function withoutFiles(): Promise<Surroundings> {
  const folder = await realpath(await mkdtemp(path.join(tmpdir(), 'udp-lab-check-')))
  return {
    words: (command) => ['-r', '-n', '-m', '--', '/bin/sh', '-c', withFiles, 'sh', folder, ...command],
    environment: { ...environment(), TMPDIR: folder },
    leave: () => rm(folder, { recursive: true, force: true, maxRetries: 3 }).catch(() => undefined)
  }
}

const networkAlone = (): Surroundings => ({
  words: (command) => ['-r', '-n', '--', '/bin/sh', '-c', withNetwork, 'sh', ...command],
  environment: environment(),
  leave: () => Promise.resolve()
})

export const surroundings = (isolation: Exclude<Isolation, 'none'>): Promise<Surroundings> =>
  isolation === 'network and files' ? withoutFiles() : Promise.resolve(networkAlone())

async function works(isolation: Exclude<Isolation, 'none'>): Promise<boolean> {
  const { words, environment: own, leave } = await surroundings(isolation)
  try {
    return await new Promise((resolve) =>
      execFile(unshare, words(['true']), { timeout: tryMs, env: { ...process.env, ...own } }, (error) =>
        resolve(!error)
      )
    )
  } finally {
    await leave()
  }
}

/** What of it this user may make here; Ubuntu 24.04 forbids all (AppArmor). */
export async function isolationHere(): Promise<Isolation> {
  if (process.platform !== 'linux') return 'none'
  for (const isolation of ['network and files', 'network'] as const)
    if (await works(isolation)) return isolation
  return 'none'
}
