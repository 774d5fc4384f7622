/** What one program may use, as prlimit(1) sets it before it becomes the program. */
import { existsSync } from 'node:fs'
import type { LaunchPlan } from './launch-plan'

const limits = {
  fileBytes: 50_000_000,
  openFiles: 256,
  processorSeconds: 60,
  memoryBytes: 4_000_000_000
} as const

/** A program that makes more processes is stopped, with all of them: it is looked at so often. */
export const crowd = { processes: 64, lookEveryMs: 250 } as const

/**
 * RLIMIT_NPROC counts all processes and threads of a user, not those of one program. Where the user is the one who sits there, their
 * browser and editor count: a limit would stop right programs, or nothing. In a user namespace of its own the count begins anew
 * since Linux 5.14 (measured on 6.18: of 200 forks 63 came through with a limit of 64, also beside a second namespace that was full;
 * outside, processes within namespaces counted too). So it is set there alone, high enough for a Java machine's threads, and it holds
 * a fork bomb until the crowd is seen. The kernel does not limit the system's own root, also not in a namespace: there the look
 * at the crowd is all.
 */
export const isolatedProcesses = 512
/** Names the limit to a check that runs in a user namespace of its own. */
export const processesVariable = 'UDP_LAB_ISOLATED_PROCESSES'

function processWords(): string[] {
  const processes = process.env[processesVariable] ?? ''
  return /^\d{1,6}$/.test(processes) ? [`--nproc=${processes}`] : []
}

/** util-linux' prlimit; undefined: this system has none. */
const findLimiter = (): string | undefined =>
  ['/usr/bin/prlimit', '/bin/prlimit'].find((file) => existsSync(file))

export function limited({ run, reserves }: Pick<LaunchPlan, 'run' | 'reserves'>): readonly string[] {
  const limiter = findLimiter()
  if (limiter === undefined) return run
  return [
    limiter,
    '--core=0',
    `--fsize=${limits.fileBytes}`,
    `--nofile=${limits.openFiles}`,
    `--cpu=${limits.processorSeconds}`,
    ...processWords(),
    ...(reserves ? [] : [`--as=${limits.memoryBytes}`]),
    '--',
    ...run
  ]
}
