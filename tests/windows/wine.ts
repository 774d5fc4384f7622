/** Programs for Windows, run by Wine. Their output goes to files: to a pipe, Windows' Node cannot write there (EBADF). */
import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, expect, inject } from 'vitest'

interface Windows {
  wine: string
  env: NodeJS.ProcessEnv
  /** node.exe */
  node: string
  /** The folder with the built command line. */
  app: string
  /** The folder with the exercise's programs. */
  programs: string
  /** Where output goes; it is removed in the end. */
  outputs: string
}

declare module 'vitest' {
  export interface ProvidedContext {
    windows: { refusal: string } | Windows
  }
}

const provided = inject('windows')

/** Why nothing can be run by Wine here; null: it can. */
export const refusal = 'refusal' in provided ? provided.refusal : null

export function windows(): Windows {
  if ('refusal' in provided) throw new Error(provided.refusal)
  return provided
}

export interface Ended {
  code: number | null
  stdout: string
  stderr: string
}

export interface Running {
  /** Resolves when stdout holds the text. */
  says: (text: string) => Promise<void>
  ended: Promise<Ended>
}

const children = new Set<ChildProcess>()
afterEach(async () => {
  const ends = [...children].map((child) => new Promise((end) => child.once('close', end)))
  for (const child of children) child.kill('SIGKILL')
  await Promise.all(ends)
})

/** Lines end as they do on Linux: what prints text decides that on Windows. */
const read = (file: string): string => readFileSync(file, 'utf8').replaceAll('\r\n', '\n')

export function start(program: string, ...words: string[]): Running {
  const { wine, env, app, outputs } = windows()
  const folder = mkdtempSync(path.join(outputs, 'call-'))
  const files = ['stdout', 'stderr'].map((name) => path.join(folder, name)) as [string, string]
  const [output, errors] = files.map((file) => openSync(file, 'w')) as [number, number]
  const child = spawn(wine, [program, ...words], {
    cwd: app,
    env: { ...process.env, ...env },
    stdio: ['ignore', output, errors]
  })
  closeSync(output)
  closeSync(errors)
  children.add(child)
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => {
      children.delete(child)
      resolve({ code, stdout: read(files[0]), stderr: read(files[1]) })
    })
  })
  const says = async (text: string): Promise<void> => {
    await expect.poll(() => read(files[0]), { timeout: 20_000 }).toContain(text)
  }
  return { says, ended }
}

const program = (name: string): string => path.join(windows().programs, `${name}.exe`)

/** The exercise's program `task1-server`. */
export const startProgram = (name: string, ...words: string[]): Running => start(program(name), ...words)

const typeScript = path.resolve(import.meta.dirname, '../../resources/typescript')

/** The exercise's program in TypeScript, such as `task1/server`, by Windows' own Node. */
export const startTypeScript = (name: string, ...words: string[]): Running =>
  start(windows().node, path.join(typeScript, 'run.ts'), name, ...words)

export const startLab = (...words: string[]): Running => start(windows().node, 'run-lab.mjs', ...words)

export const runLab = (...words: string[]): Promise<Ended> => startLab(...words).ended

/** The one JSON document that a call prints. */
export async function runJson(...words: string[]): Promise<{ code: number | null; document: never }> {
  const { code, stdout } = await runLab(...words, '--json')
  return { code, document: JSON.parse(stdout) as never }
}
