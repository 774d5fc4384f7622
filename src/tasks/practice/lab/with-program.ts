/** What a student's program needs to run: a folder of its own, and a plan. Both are gone when the work is done. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { portMaximum } from '#shared/events/address'
import type { Result } from '#shared/fault'
import { knownEndings, planLaunch } from './program/launch-plan'
import { Program } from './program/program'
import { makeWorkplace } from './program/workplace'

export interface WantedProgram {
  file: string
  /** The program that runs it; null: the one of its ending. */
  interpreter: string | null
  /** Ends all of its runs. */
  signal?: AbortSignal
}

export interface ReadyProgram {
  /** As people call the file. */
  name: string
  newProgram: () => Program
  /** Ports that its text names. */
  namedPorts: () => Promise<number[]>
}

export async function withProgram<T>(
  { file, interpreter, signal }: WantedProgram,
  work: (ready: ReadyProgram) => Promise<Result<T>>
): Promise<Result<T>> {
  const workplace = await makeWorkplace(file)
  if (!workplace.ok) return workplace
  const { folder, file: copy, leave } = workplace.value
  const programs: Program[] = []
  const stop = (): void => programs.forEach((program) => void program.stop())
  signal?.addEventListener('abort', stop, { once: true })
  try {
    const plan = await planLaunch(copy, folder, interpreter)
    if (!plan.ok) return plan
    return await work({
      name: path.basename(file),
      newProgram: () => {
        const program = new Program(plan.value, workplace.value)
        programs.push(program)
        return program
      },
      namedPorts: () => portsNamedIn(copy)
    })
  } finally {
    signal?.removeEventListener('abort', stop)
    await leave()
  }
}

const namedMost = 12

/** Numbers of a text that may be ports; of a compiled program none. */
async function portsNamedIn(file: string): Promise<number[]> {
  const text = knownEndings.includes(path.extname(file).toLowerCase()) ? await readFile(file, 'latin1') : ''
  const numbers = [...text.matchAll(/\b\d{4,5}\b/g)].map(([digits]) => Number(digits))
  return [...new Set(numbers)].filter((port) => port > 1024 && port <= portMaximum).slice(0, namedMost)
}
