/** Which interpreters and compilers of the exercise's programs this machine has: looked for in PATH, and asked for their version. */
import { execFile } from 'node:child_process'
import { constants } from 'node:fs'
import { access } from 'node:fs/promises'
import path from 'node:path'
import type { Interpreter } from '#shared/machine/this-machine'
import { expire } from '../next-turn'

/** By the names that systems give them, the likeliest first. */
const wanted = [
  { name: 'Python', commands: ['python3', 'python', 'py'] },
  { name: 'Node', commands: ['node'] },
  { name: 'C compiler', commands: ['gcc', 'cc', 'clang'] },
  { name: 'Java', commands: ['java'] }
] as const

export type InterpreterName = (typeof wanted)[number]['name']

/** A wrapper that looks for the right one first, such as pyenv's, took 1.4 s on a busy machine: whoever gives up on it gets another Python. */
const limitMs = 4000
/** For a process that does not go when it is told to. */
const graceMs = 200

export interface Place {
  platform: string
  /** PATH, as the system writes it. */
  searchPath: string
}

/** Only programs: what needs a shell (.cmd) is not started. A folder named relatively is not looked into. */
async function find(command: string, { platform, searchPath }: Place): Promise<string[]> {
  const file = platform === 'win32' ? `${command}.exe` : command
  const folders = searchPath.split(path.delimiter).filter((folder) => path.isAbsolute(folder))
  const found: string[] = []
  for (const folder of new Set(folders)) {
    const candidate = path.join(folder, file)
    const isThere = await access(candidate, constants.X_OK).then(
      () => true,
      () => false
    )
    if (isThere) found.push(candidate)
  }
  return found
}

/** What stands in brackets is the packager's: `gcc (Debian 12.2.0-14) 12.2.0`. */
const versionIn = (said: string): string | null =>
  /\d+(?:\.\d+)+/.exec(said.replaceAll(/\([^)]*\)/g, ''))?.[0] ?? null

/** On whichever stream it prints it; null: it failed, or took too long. */
async function versionOf(file: string): Promise<string | null> {
  const answer = new Promise<string | null>((resolve) =>
    execFile(
      file,
      ['--version'],
      { timeout: limitMs, killSignal: 'SIGKILL', maxBuffer: 100_000, windowsHide: true },
      (error, stdout, stderr) => resolve(error ? null : versionIn(`${stdout}\n${stderr}`))
    )
  )
  return (await Promise.race([answer, expire(limitMs + graceMs)])) || null
}

async function look(name: string, commands: readonly string[], place: Place): Promise<Interpreter> {
  for (const command of commands) {
    // A program of that name may only say how to get it (Windows): the next one is asked.
    for (const file of await find(command, place)) {
      const version = await versionOf(file)
      if (version !== null) return { name, command, path: file, version }
    }
  }
  return { name, command: null, path: null, version: null }
}

const thisPlace = (): Place => ({ platform: process.platform, searchPath: process.env['PATH'] ?? '' })

export const findInterpreters = (place: Place = thisPlace()): Promise<Interpreter[]> =>
  Promise.all(wanted.map(({ name, commands }) => look(name, commands, place)))

export function findInterpreter(
  wantedName: InterpreterName,
  place: Place = thisPlace()
): Promise<Interpreter> {
  const commands = wanted.find(({ name }) => name === wantedName)?.commands ?? []
  return look(wantedName, commands, place)
}
