/** Runs a student's program, plays the other side, and judges what was seen. */
import { failure, type Fault, type Result, success } from '#shared/fault'
import { receiveBufferMaximum } from '#lab/net/kernel'
import type { Assignment } from '../model/assignment'
import { clientChecks } from '../model/checks/client'
import { serverChecks } from '../model/checks/server'
import { type CheckOutcome, evaluate, outcomeOf } from '../model/outcome'
import { ownClientChecks } from '../model/own/judge-client'
import { ownServerChecks, type PlayOwn } from '../model/own/judge-server'
import type { OwnChecks } from '../model/own/own-checks'
import { type ClientRole, roleOf, type RoleName, type ServerRole } from '../model/roles'
import type { OwnFile } from './own-checks'
import { ClientScenes } from './play/client-scenes'
import { ServerScenes } from './play/server-scenes'
import type { Program } from './program/program'
import { type ReadyProgram, withProgram } from './with-program'

export interface CheckRequest {
  /** The student's file. */
  file: string
  role: RoleName
  assignment: Assignment
  /** The program that runs it; null: the one of its ending. */
  interpreter: string | null
  /** An instructor's own checks, after the app's. */
  own?: OwnFile | undefined
  /** Ends it: the program is stopped, and the check has no outcome. */
  signal?: AbortSignal
}

/** A scene that could not be played: what the checks wait for never comes. */
class NotPlayed extends Error {
  readonly fault: Fault

  constructor(fault: Fault) {
    super(fault.message)
    this.fault = fault
  }
}

/**
 * What a scene showed.
 * @throws NotPlayed
 */
type Played = <T>(playing: () => Promise<Result<T>>) => Promise<T>

const playedUnless =
  (signal: AbortSignal | undefined): Played =>
  async (playing) => {
    const played = signal?.aborted ? cancelled : await playing()
    if (signal?.aborted) throw new NotPlayed(cancelled.fault)
    if (played.ok) return played.value
    throw new NotPlayed(played.fault)
  }

const cancelled = failure('run/cancelled', 'The check was cancelled.')

export const checkProgram = (request: CheckRequest): Promise<Result<CheckOutcome>> =>
  withProgram(request, (ready) => judge(request, ready))

interface Judging {
  /** As people call the file. */
  name: string
  assignment: Assignment
  own: OwnChecks | undefined
  newProgram: () => Program
  played: Played
}

type Judged = Awaited<ReturnType<typeof evaluate>>

async function judgeServer(
  role: ServerRole,
  { name, assignment, own, newProgram, played }: Judging,
  namedPorts: readonly number[]
): Promise<Judged> {
  const scenes = new ServerScenes({ role, assignment, newProgram, namedPorts })
  try {
    const builtIn = serverChecks(role, { file: name, receiveBufferMost: await receiveBufferMaximum() })
    const play: PlayOwn = (script, goesOn) => played(() => scenes.playScript(script, goesOn))
    const owned = own ? ownServerChecks(own, { role, file: name, play }) : []
    return await evaluate([...builtIn, ...owned], (scene) => played(() => scenes.play(scene)), assignment)
  } finally {
    await scenes.end()
  }
}

async function judgeClient(
  role: ClientRole,
  { name, assignment, own, newProgram, played }: Judging
): Promise<Judged> {
  const scenes = new ClientScenes({ role, assignment, newProgram })
  try {
    return await evaluate(
      [...clientChecks(role, name), ...(own ? ownClientChecks(own, role, name) : [])],
      (scene) => played(() => scenes.play(scene)),
      assignment
    )
  } finally {
    await scenes.end()
  }
}

async function judge(
  { role: roleName, assignment, own, signal }: CheckRequest,
  { name, newProgram, namedPorts }: ReadyProgram
): Promise<Result<CheckOutcome>> {
  const role = roleOf(roleName)
  const judging = { name, assignment, own: own?.checks, newProgram, played: playedUnless(signal) }
  try {
    const judged =
      role.side === 'server'
        ? await judgeServer(role, judging, await namedPorts())
        : await judgeClient(role, judging)
    return success(outcomeOf(name, roleName, assignment, judged))
  } catch (error) {
    if (error instanceof NotPlayed) return { ok: false, fault: error.fault }
    throw error
  }
}
