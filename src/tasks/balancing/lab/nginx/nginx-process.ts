/** nginx with the configuration of a run: its own folder, one process, and the words of its own where it refuses. */
import { execFile } from 'node:child_process'
import { access, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { failure, type Fault, type Result, success } from '#shared/fault'
import { monotonicMs } from '#lab/clock'
import type { Nginx } from './find-nginx'
import { startWatched, type WatchedProcess } from './watched-process'

const configurationName = 'nginx.conf'
const pidName = 'nginx.pid'
/** It is up in some 10 ms; on a machine that is busy it may take longer. */
const startMostMs = 5000
const lookEveryMs = 5

export interface RunningNginx {
  version: string
  /** Resolves when it has ended although nobody has stopped it. */
  ended: Promise<Fault>
  close: () => Promise<void>
}

const isThere = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false
  )

/** The lines that say what is wrong, without their time and process; a test's last word is no news. */
function refusalIn(said: string): string {
  const lines = said
    .split('\n')
    .map((line) => /\[(?:emerg|alert|error|crit)\] (?:\d+#\d+: )?(.*)$/.exec(line)?.[1] ?? '')
    .filter((line) => line !== '')
  return lines.at(-1) ?? said.trim().split('\n').at(-1) ?? 'it gave no reason'
}

const wordsFor = (nginx: Nginx, folder: string): string[] => [
  '-p',
  folder,
  ...(nginx.takesErrorLog ? ['-e', 'stderr'] : []),
  '-c',
  path.join(folder, configurationName)
]

/** Null: it takes the configuration; else what it says against it. */
function whyRefused(nginx: Nginx, folder: string): Promise<string | null> {
  return new Promise((resolve) => {
    execFile(nginx.file, [...wordsFor(nginx, folder), '-t'], { timeout: 5000 }, (error, _out, said) =>
      resolve(error ? refusalIn(said) : null)
    )
  })
}

/** @param configuration told where its pid file is to be */
export async function startNginx(
  nginx: Nginx,
  configuration: (pidFile: string) => string
): Promise<Result<RunningNginx>> {
  const folder = await mkdtemp(path.join(tmpdir(), 'udp-lab-nginx-'))
  const pidFile = path.join(folder, pidName)
  await writeFile(path.join(folder, configurationName), configuration(pidFile))
  const refused = await whyRefused(nginx, folder)
  if (refused !== null) {
    await rm(folder, { recursive: true, force: true })
    return failure('lab/failed', `nginx refuses its configuration: ${refused}`)
  }
  // A test of the configuration may leave one behind, which is of no process.
  await rm(pidFile, { force: true })
  const process = startWatched(folder, nginx.file, wordsFor(nginx, folder))
  const problem = await untilUp(process, pidFile)
  if (problem !== null) {
    await process.kill()
    return failure('lab/failed', `nginx did not start: ${problem}`)
  }
  let closing = false
  const ended = new Promise<Fault>((resolve) => {
    void process.ended.then(({ said }) => {
      const why = said.trim() === '' ? '' : `: ${refusalIn(said)}`
      if (!closing) resolve(failure('endpoint/died', `nginx ended in mid-run${why}.`).fault)
    })
  })
  const close = (): Promise<void> => {
    closing = true
    return process.kill()
  }
  return success({ version: nginx.version, ended, close })
}

/** Null: its sockets are bound, for then it writes its pid; else why not. */
async function untilUp(process: WatchedProcess, pidFile: string): Promise<string | null> {
  const startedMs = monotonicMs()
  let end: { said: string } | null = null
  void process.ended.then((how) => (end = how))
  const ended = (): { said: string } | null => end
  while (!(await isThere(pidFile))) {
    const over = ended()
    if (over) return refusalIn(over.said)
    if (monotonicMs() - startedMs > startMostMs) return `it was not up after ${startMostMs / 1000} s`
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs))
  }
  return null
}
