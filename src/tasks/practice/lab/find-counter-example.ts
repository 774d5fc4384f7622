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
import type { SearchProgress } from '../model/search'
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

export interface Searched {
  /** Null: so many random datagrams showed nothing wrong. */
  example: CounterExample | null
  /** How many random datagrams the program was sent at first. */
  datagrams: number
  isShortest: boolean
}

const cancelled = failure('run/cancelled', 'The search was cancelled.')

/**
 * A new run of the program for each script: what an earlier one left behind would be part of the next.
 * @param told after each datagram: how many there were
 */
async function playFresh(
  script: Script,
  role: ServerRole,
  { assignment, signal }: Pick<CheckRequest, 'assignment' | 'signal'>,
  ready: ReadyProgram,
  told: (sent: number) => void = () => undefined
): Promise<Result<Wrong | null>> {
  if (signal?.aborted) return cancelled
  const scenes = new ServerScenes({ role, assignment, newProgram: ready.newProgram, namedPorts: [] })
  try {
    const played = await scenes.playScript(script, (_step, sent) => {
      told(sent)
      return true
    })
    // What a program does that was stopped is no difference.
    if (signal?.aborted) return cancelled
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

interface Shortened {
  script: Script
  wrong: Wrong
  isShortest: boolean
}

/** Takes the first smaller script that shows a difference, again and again; a cancelled search keeps what it has. */
async function shorten(
  first: Omit<Shortened, 'isShortest'>,
  play: (script: Script) => Promise<Result<Wrong | null>>,
  signal: AbortSignal | undefined,
  told: (progress: SearchProgress) => void
): Promise<Shortened> {
  const startMs = monotonicMs()
  let { script, wrong } = first
  let runs = 0
  for (let isSmaller = true; isSmaller;) {
    isSmaller = false
    for (const candidate of smaller(script)) {
      if (runs >= shrinking.runs || monotonicMs() - startMs > shrinking.ms || signal?.aborted)
        return { script, wrong, isShortest: false }
      told({ stage: 'shortening', datagrams: script.length, runs })
      runs += 1
      const tried = await play(candidate)
      if (!tried.ok || tried.value === null) continue
      wrong = tried.value
      script = candidate.slice(0, wrong.at + 1)
      isSmaller = true
      break
    }
  }
  return { script, wrong, isShortest: !signal?.aborted }
}

export function findCounterExample(
  request: CheckRequest,
  seed: number,
  told: (progress: SearchProgress) => void = () => undefined
): Promise<Result<Searched>> {
  const role = roleOf(request.role)
  if (role.side !== 'server') return Promise.resolve(ofServers)
  return withProgram(request, async (ready): Promise<Result<Searched>> => {
    const random = randomScript(seed, role, request.assignment, scriptLength)
    const datagrams = random.length
    const tellSent = (sent: number): void => told({ stage: 'sending', sent, of: datagrams })
    tellSent(0)
    const first = await playFresh(random, role, request, ready, tellSent)
    if (!first.ok) return first
    const wrong = first.value
    if (wrong === null) return success({ example: null, datagrams, isShortest: false })
    const found = { script: random.slice(0, wrong.at + 1), wrong }
    const play = (script: Script): Promise<Result<Wrong | null>> => playFresh(script, role, request, ready)
    const shortest = await shorten(found, play, request.signal, told)
    const example: CounterExample = {
      kind: 'udp-lab-counter-example',
      version: 1,
      role: request.role,
      variant: request.assignment.variant,
      seed,
      steps: toSteps(shortest.script),
      expected: shortest.wrong.expected,
      seen: shortest.wrong.seen
    }
    return success({ example, datagrams, isShortest: shortest.isShortest })
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
  const request = { file, interpreter, assignment, ...(signal && { signal }) }
  return withProgram(request, async (ready): Promise<Result<Replayed>> => {
    const played = await playFresh(script, role, request, ready)
    return played.ok ? success({ wrong: played.value, script }) : played
  })
}
