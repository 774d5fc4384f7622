/** What the loopback tests share: a lab on real sockets, its transcript, and child processes that always end. */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { resolve } from 'node:path'
import { afterEach } from 'vitest'
import { openLab, type WholeLab } from '../../src/tasks/lab'
import { oneServer } from '../../src/tasks/one-server/index'
import { tasks } from '../../src/tasks/registry'
import { defaultEngine } from '../../src/lab/net/engine'
import { type LabSettings, Session } from '../../src/lab/session/session'
import type { EngineName } from '../../src/shared/events/engine'
import { findFreePort } from '../../src/lab/net/port-holder'
import type { LogId } from '../../src/shared/events/endpoint'
import { type EndpointEvents, Terminals } from '../../src/shared/events/terminals'
import type { ProgramTable } from '../../src/shared/events/program-lines'
import { type Motion, noMotion } from '../../src/shared/events/motion'
import type { SessionEvent } from '../../src/shared/events/session'
import type { EndpointInfo } from '../../src/shared/events/endpoint'
import type { LabEvent } from '../../src/shared/events/batch'

export const projectFolder = resolve(import.meta.dirname, '../..')
export const workerFile = resolve(projectFolder, 'out/lab/worker.js')

/** Every loopback test runs with either engine (vitest.config.ts). */
export const engine: EngineName = process.env['UDP_LAB_ENGINE'] === 'node' ? 'node' : defaultEngine

/** What programs print of whichever task is heard; one that two tasks have prints the same in both. */
const allPrograms: ProgramTable = Object.assign({}, ...tasks.map(({ programs }) => programs))

const cleanups: (() => Promise<unknown> | unknown)[] = []
export function cleanUp(work: () => Promise<unknown> | unknown): void {
  cleanups.push(work)
}
afterEach(async () => {
  for (const work of cleanups.splice(0).reverse()) await work()
})

/** Hears all that a lab tells. */
export class Listener {
  #terminals = new Terminals(allPrograms)
  /** Where slow motion has the endpoints, in whichever task it was told last. */
  motion: Motion = noMotion
  #waiting: (() => void)[] = []

  readonly take = (event: SessionEvent): void => {
    if (event.type === 'motion') this.motion = event.motion
    if (event.type === 'endpoint') this.#terminals.setEndpoint(event.endpoint)
    if (event.type === 'batch') this.#terminals.addBatch(event.batch)
    for (const look of this.#waiting.splice(0)) look()
  }

  /** Each endpoint with its events, in the order in which they appeared. */
  get recorded(): readonly EndpointEvents[] {
    return this.#terminals.endpoints
  }

  get endpoints(): readonly EndpointInfo[] {
    return this.recorded.map(({ info }) => info)
  }

  forget(): void {
    this.#terminals = new Terminals(allPrograms)
  }

  lines(log: LogId): string[] {
    const lines = this.#terminals.log(log)
    return Array.from({ length: lines.count }, (_, index) => lines.at(index).text)
  }

  events(name: string): LabEvent[] {
    const endpoint = this.recorded.find(({ info }) => info.name === name)
    return endpoint ? [...endpoint.store] : []
  }

  /** Resolves as soon as it is so; the test's own time limit ends a wait that never does. */
  async until(so: () => boolean): Promise<void> {
    while (!so()) await new Promise<void>((look) => this.#waiting.push(look))
  }
}

export function startLab(
  remoteAllowed = false,
  thread = workerFile,
  more: Partial<LabSettings> = {}
): { lab: WholeLab; heard: Listener } {
  const heard = new Listener()
  const lab = openLab({
    workerFile: thread,
    engine: () => engine,
    onEvent: heard.take,
    remoteAllowed: () => remoteAllowed,
    keepEvents: true,
    ...more
  })
  cleanUp(() => lab.close())
  return { lab, heard }
}

export function startSession(
  remoteAllowed = false,
  thread = workerFile
): { session: Session; heard: Listener } {
  const heard = new Listener()
  const settings = {
    workerFile: thread,
    engine: () => engine,
    onEvent: heard.take,
    remoteAllowed: () => remoteAllowed,
    keepEvents: true
  }
  const session = new Session(oneServer, settings)
  cleanUp(() => session.close())
  return { session, heard }
}

export async function freePort(): Promise<number> {
  return (await findFreePort('127.0.0.1'))!
}

export interface Child {
  process: ChildProcessWithoutNullStreams
  /** What it has written on stdout so far. */
  stdout: () => string
  /** Resolves when stdout (or stderr) holds the text. */
  says: (text: string) => Promise<void>
  ended: Promise<{ code: number | null; stdout: string; stderr: string }>
}

export function startChild(command: string, parameters: string[], input?: string): Child {
  const child = spawn(command, parameters, {
    cwd: projectFolder,
    env: { ...process.env, ELECTRON_RUN_AS_NODE: undefined, PYTHONDONTWRITEBYTECODE: '1' }
  })
  let stdout = ''
  let stderr = ''
  let over = false
  let looks: (() => void)[] = []
  const wake = (): void => looks.splice(0).forEach((look) => look())
  child.stdout.setEncoding('utf8').on('data', (data: string) => ((stdout += data), wake()))
  child.stderr.setEncoding('utf8').on('data', (data: string) => ((stderr += data), wake()))
  const ended = new Promise<Awaited<Child['ended']>>((done, fail) => {
    child.on('error', fail)
    child.on('close', (code) => {
      over = true
      wake()
      done({ code, stdout, stderr })
    })
  })
  if (input !== undefined) child.stdin.end(input)
  cleanUp(async () => {
    child.kill('SIGKILL')
    await ended
  })
  const says = async (text: string): Promise<void> => {
    while (!stdout.includes(text) && !stderr.includes(text)) {
      if (over) throw new Error(`${command} ended before it said "${text}": ${stdout}${stderr}`)
      await new Promise<void>((look) => looks.push(look))
    }
    looks = []
  }
  return { process: child, stdout: () => stdout, says, ended }
}

export const startCli = (...words: string[]): Child => startChild('node', ['scripts/lab.mjs', ...words])

/** One of the exercise's programs as it stands in its file, at another port and with an end (resources/python/run.py). */
export const startPython = (script: string, ...words: string[]): Child =>
  startChild('python3', ['resources/python/run.py', script, ...words])

export async function runCli(
  ...words: string[]
): Promise<{ code: number | null; stdout: string; stderr: string }> {
  return startCli(...words).ended
}

/** The one JSON document on stdout; fails when there is anything else. */
export async function runJson(...words: string[]): Promise<{ code: number | null; document: never }> {
  const { code, stdout } = await runCli(...words, '--json')
  return { code, document: JSON.parse(stdout) as never }
}
