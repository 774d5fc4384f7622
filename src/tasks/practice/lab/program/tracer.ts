/** Follows which lines of a Python program make its calls: what Python runs before the program (resources/tracer) writes them. */
import { mkdtemp, open, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { monotonicMs } from '#lab/clock'
import { isPlace, readTraceLine, type Told, type TraceEntry } from '../../model/trace'
import { Counters } from './counters'

const lookEveryMs = 60
const readMost = 256 * 1024

export interface Tracer {
  /** What the program gets in its environment. */
  environment: Readonly<Record<string, string>>
  stop: () => Promise<void>
}

/** Only Linux and its kin: the tracer uses fcntl. Null: it could not be made, and the program runs without. */
export async function startTracer(file: string, told: (told: Told) => void): Promise<Tracer | null> {
  if (path.extname(file).toLowerCase() !== '.py' || process.platform === 'win32') return null
  try {
    const folder = await mkdtemp(path.join(tmpdir(), 'udp-lab-trace-'))
    // Only a bundle can read it: whoever loads this file without one (tests of the window) never comes here.
    const { default: text } = await import('../../../../../resources/tracer/sitecustomize.py?raw')
    await writeFile(path.join(folder, 'sitecustomize.py'), text)
    const trace = path.join(folder, 'trace')
    const handle = await open(trace, 'a+')
    const counters = new Counters(trace)
    let position = 0
    let rest = ''
    const sinceMs = monotonicMs()
    let lookedMs = sinceMs
    let wasQuiet = true
    const look = async (): Promise<void> => {
      const fromMs = lookedMs
      const untilMs = monotonicMs()
      const { bytesRead, buffer } = await handle.read(Buffer.alloc(readMost), 0, readMost, position)
      position += bytesRead
      const lines = (rest + buffer.toString('utf8', 0, bytesRead)).split('\n')
      rest = lines.pop() ?? ''
      const rows = lines.map(readTraceLine).filter((row) => row !== null)
      const calls: TraceEntry[] = []
      for (const row of rows)
        if (isPlace(row)) counters.add(row)
        else calls.push(row)
      lookedMs = monotonicMs()
      const counted = await counters.look()
      const toMs = monotonicMs()
      const entries = [...calls, ...counted.map((each) => ({ ...each, fromMs, toMs }))]
      // Once more after the last call: nothing came after it.
      if (entries.length > 0 || !wasQuiet) told({ entries, sinceMs, untilMs })
      wasQuiet = entries.length === 0
    }
    let looking: Promise<void> = Promise.resolve()
    const next = (): Promise<void> => (looking = looking.then(look).catch(() => undefined))
    const timer = setInterval(() => void next(), lookEveryMs)
    return {
      environment: { PYTHONPATH: folder, UDP_LAB_TRACE: trace, UDP_LAB_TRACED: file },
      stop: async () => {
        clearInterval(timer)
        await next()
        await handle.close()
        await rm(folder, { recursive: true, force: true })
      }
    }
  } catch {
    return null
  }
}
