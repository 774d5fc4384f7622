/** A program's terminal: a pseudo-terminal where there is one, else pipes. */
import { spawn as spawnProcess } from 'node:child_process'
import { createRequire } from 'node:module'
import { constants } from 'node:os'
import type * as Pty from '@lydell/node-pty'
import { systemCalls } from '#lab/net/system/calls'

export interface ScreenEvents {
  printed: (text: string) => void
  ended: (code: number | null, signal: string | null) => void
}

export interface Screen {
  id: number
  type: (text: string) => void
}

interface Start {
  words: readonly string[]
  folder: string
  environment: Readonly<Record<string, string>>
}

const columns = 200
const rows = 50

const signalNames = new Map(
  Object.entries(constants.signals).map(([name, number]) => [number as number, name])
)

let loaded: typeof Pty | null | undefined

/** Null: it has none for this system. */
function pty(): typeof Pty | null {
  if (loaded !== undefined) return loaded
  try {
    // Required, not imported: it is a native module that may be missing, and no bundle may swallow it.
    loaded = createRequire(import.meta.url)('@lydell/node-pty') as typeof Pty
  } catch {
    loaded = null
  }
  return loaded
}

/** False: pipes, and what a program prints may wait in its buffers until it ends. */
export const hasTerminals = (): boolean => pty() !== null

function inTerminal(made: typeof Pty, { words, folder, environment }: Start, events: ScreenEvents): Screen {
  const [file = '', ...rest] = words
  const terminal = made.spawn(file, rest, {
    name: 'xterm',
    cols: columns,
    rows,
    cwd: folder,
    env: environment
  })
  terminal.onData(events.printed)
  terminal.onExit(({ exitCode, signal }) =>
    events.ended(signal ? null : exitCode, signal ? (signalNames.get(signal) ?? `signal ${signal}`) : null)
  )
  return {
    id: terminal.pid,
    // A line ends with the key Enter, which is a carriage return.
    type: (text) => terminal.write(text.replaceAll('\n', '\r'))
  }
}

function onPipes({ words, folder, environment }: Start, events: ScreenEvents): Screen {
  const [file = '', ...rest] = words
  const child = spawnProcess(file, rest, {
    cwd: folder,
    env: { ...environment, PYTHONUNBUFFERED: '1' },
    stdio: ['pipe', 'pipe', 'pipe'],
    windowsHide: true
  })
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8')
    stream.on('data', events.printed)
  }
  child.stdin.on('error', () => undefined)
  child.once('error', (error) => {
    events.printed(`${error.message}\n`)
    events.ended(127, null)
  })
  child.once('close', (code, signal) => events.ended(code, signal))
  return {
    id: child.pid ?? -1,
    type: (text) => void child.stdin.write(text)
  }
}

/** Standard input, output and error. */
const standardDescriptors = 3

/** A pseudo-terminal's program inherits what was opened without close-on-exec: sockets of Chromium, for example. */
function keepDescriptors(): void {
  const calls = systemCalls()
  if (calls.ok) calls.calls.closeOnExec?.(standardDescriptors)
}

/** Its events come later, never in this call. */
export function openScreen(start: Start, events: ScreenEvents): Screen {
  keepDescriptors()
  const made = pty()
  return made ? inTerminal(made, start, events) : onPipes(start, events)
}
