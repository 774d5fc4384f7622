/** Random datagrams until a student's server does something wrong, and then the fewest that still show it. */
import { failure, type Result, success } from '#shared/fault'
import { monotonicMs } from '#lab/clock'
import {
  type CounterExample,
  type Script,
  stepsOf,
  toSteps,
  type Wrong,
  wrongAt
} from '../model/counter-example'
import { assignmentOf } from '../model/assignment'
import { randomScript, smaller } from '../model/random-script'
import { roleOf, type ServerRole } from '../model/roles'
import type { CheckRequest } from './check-program'
import { ServerScenes } from './play/server-scenes'
import { type ReadyProgram, withProgram } from './with-program'

const scriptLength = 60
/** A shorter script is looked for no longer than this, and in no more runs of the program. */
const shrinking = { ms: 25_000, runs: 80 } as const

export interface Replayed {
  /** Null: every datagram was answered as the exercise's server answers it. */
  wrong: Wrong | null
  script: Script
}

/** A new run of the program for each script: what an earlier one left behind would be part of the next. */
async function playFresh(
  script: Script,
  role: ServerRole,
  request: CheckRequest,
  ready: ReadyProgram
): Promise<Result<Wrong | null>> {
  const { assignment } = request
  const scenes = new ServerScenes({ role, assignment, newProgram: ready.newProgram, namedPorts: [] })
  try {
    const played = await scenes.playScript(script)
    if (!played.ok) return played
    const { steps, bound } = played.value
    if (!bound)
      return failure('lab/failed', 'The program does not come up: no datagram can be sent to it.', {
        advice: 'Let it be checked first.'
      })
    return success(wrongAt(steps, script, role, assignment))
  } finally {
    await scenes.end()
  }
}

const ofServers = failure('input/invalid', 'Counter-examples are found for servers alone.', {
  advice: 'Name the role of a server.'
})

/** @returns null: so many random datagrams showed nothing wrong */
export function findCounterExample(
  request: CheckRequest,
  seed: number
): Promise<Result<CounterExample | null>> {
  const role = roleOf(request.role)
  if (role.side !== 'server') return Promise.resolve(ofServers)
  return withProgram(request, async (ready): Promise<Result<CounterExample | null>> => {
    const play = (script: Script): Promise<Result<Wrong | null>> => playFresh(script, role, request, ready)
    let script = randomScript(seed, role, request.assignment, scriptLength)
    const first = await play(script)
    if (!first.ok || first.value === null) return first.ok ? success(null) : first
    let wrong = first.value
    script = script.slice(0, wrong.at + 1)
    const startMs = monotonicMs()
    let runs = 0
    for (let isSmaller = true; isSmaller;) {
      isSmaller = false
      for (const candidate of smaller(script)) {
        if (runs >= shrinking.runs || monotonicMs() - startMs > shrinking.ms || request.signal?.aborted) break
        runs += 1
        const tried = await play(candidate)
        if (!tried.ok || tried.value === null) continue
        wrong = tried.value
        script = candidate.slice(0, wrong.at + 1)
        isSmaller = true
        break
      }
    }
    const { expected, seen } = wrong
    const { variant } = request.assignment
    const steps = toSteps(script)
    return success({
      kind: 'udp-lab-counter-example',
      version: 1,
      role: request.role,
      variant,
      seed,
      steps,
      expected,
      seen
    })
  })
}

/** The same datagrams again, to a program as it is now. */
export function replay(
  example: CounterExample,
  { file, interpreter, signal }: Pick<CheckRequest, 'file' | 'interpreter' | 'signal'>
): Promise<Result<Replayed>> {
  const role = roleOf(example.role)
  if (role.side !== 'server') return Promise.resolve(ofServers)
  const script = stepsOf(example)
  const assignment = assignmentOf(example.variant)
  const request = { file, interpreter, role: example.role, assignment, ...(signal && { signal }) }
  return withProgram(request, async (ready): Promise<Result<Replayed>> => {
    const played = await playFresh(script, role, request, ready)
    return played.ok ? success({ wrong: played.value, script }) : played
  })
}
