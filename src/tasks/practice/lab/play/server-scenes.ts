/** Our clients and a student's server: each scene is a few datagrams, and what came of them. */
import { type Result, success } from '#shared/fault'
import { isReachedAt, readKernelSockets } from '#lab/net/kernel'
import { loopbackAddress } from '#shared/exercise'
import { encodeText } from '#shared/events/payload'
import { pause } from '#lab/next-turn'
import type { Assignment } from '../../model/assignment'
import { commandText } from '../../model/checks/server-answers'
import type { Script } from '../../model/counter-example'
import type { ServerRecord, ServerScene, Step } from '../../model/record'
import type { ServerRole } from '../../model/roles'
import type { Program } from '../program/program'
import { steady, until } from './await'
import { heldBySomebody, Peer } from './peer'
import { PlayedScenes } from './played'

/** An answer comes within this time, or it does not come: the exercise's server answers within a millisecond. */
const answerMs = 1000
/** Where one answer did not come the others are not waited for as long. */
const laterAnswerMs = 300
/** A second answer to the same datagram comes right after the first. */
const secondAnswerMs = 20
/** What is printed after the last answer, and what dies of it, is seen after this time. */
const settleMs = 120
/** A program that waits for input, or that has bound another port, does not come round after this time. */
const strayMs = 500

const anyTexts = [
  'x',
  'bye',
  'A longer text with spaces, and more of it than anything before',
  'END',
  'ok',
  'exit'
]
const anyNumbers = ['7', '123456789', '42', '20000', '9', '100']

function scriptOf(scene: ServerScene, role: ServerRole, assignment: Assignment): Script {
  const requests = role.requests(assignment).map(encodeText)
  const [request = encodeText('')] = requests
  const next = { client: 2, payload: request }
  switch (scene) {
    case 'requests': {
      const turns = [1, 1, 1, 2, 1, 2]
      const count = Math.max(turns.length, requests.length)
      return Array.from({ length: count }, (_, index) => ({
        client: turns[index % turns.length] ?? 1,
        payload: requests[index % requests.length] ?? request
      }))
    }
    case 'any-text':
      return (role.label?.startsWith('number') ? anyNumbers : anyTexts).map((text) => ({
        client: 1,
        payload: encodeText(text)
      }))
    case 'command':
      return [{ client: 1, payload: encodeText(commandText.sent) }]
    case 'empty':
      return [{ client: 1, payload: new Uint8Array() }, next]
    case 'not-utf8':
      return [{ client: 1, payload: Uint8Array.of(0xff, 0xfe, 0xfd, 0x41) }, next]
    case 'long':
      return [{ client: 1, payload: encodeText('7'.repeat(1025)) }, next]
  }
}

export interface ServerStage {
  /** Ports that the program's text names: where an answer may go that belongs elsewhere. */
  namedPorts: readonly number[]
  role: ServerRole
  assignment: Assignment
  /** A new run of the student's program. */
  newProgram: () => Program
}

/** Whether the next datagram is to be sent, after so many steps. */
export type GoesOn = (step: Step, steps: number) => boolean

export class ServerScenes {
  readonly #stage: ServerStage
  readonly #port: number
  #program: Program | null = null
  readonly #played = new PlayedScenes<ServerScene, ServerRecord>()

  constructor(stage: ServerStage) {
    this.#stage = stage
    this.#port = stage.role.port(stage.assignment)
  }

  play(scene: ServerScene): Promise<Result<ServerRecord>> {
    const { role, assignment } = this.#stage
    return this.#played.once(scene, () => this.#play(scriptOf(scene, role, assignment)))
  }

  /**
   * Any datagrams, to a new run of the program.
   * @param goesOn asked after each of them; where it says no, the rest is not sent
   */
  playScript(script: Script, goesOn?: GoesOn): Promise<Result<ServerRecord>> {
    return this.#played.next(async () => {
      await this.#program?.stop()
      return this.#play(script, goesOn)
    })
  }

  async #play(script: Script, goesOn?: GoesOn): Promise<Result<ServerRecord>> {
    const up = await this.#up()
    if (!up.ok) return up
    const { program, bound } = up.value
    const steps = bound ? await this.#ask(program, script, goesOn) : success([])
    if (!steps.ok) return steps
    if (bound && program.runs) await pause(settleMs)
    return success({ program: await program.facts(), bound, steps: steps.value })
  }

  /** A program that runs, where it can be had: one that an earlier scene ended is started anew. */
  async #up(): Promise<Result<{ program: Program; bound: boolean }>> {
    if (this.#program?.runs) return success({ program: this.#program, bound: true })
    await this.#program?.stop()
    const free = await heldBySomebody(this.#port)
    if (!free.ok) return free
    const program = (this.#program = this.#stage.newProgram())
    const started = await program.start()
    const bound = started && (await this.#waitForPort(program))
    if (bound) await until(() => !program.runs, settleMs)
    return success({ program, bound: bound && program.runs })
  }

  /** Whether the port is bound; not waited for where it will not be. */
  async #waitForPort(program: Program): Promise<boolean> {
    let isBound = false
    const isLost = steady(
      async () => (await program.family.waitsForInput()) || this.#isElsewhere(program),
      strayMs
    )
    await until(
      async () => {
        isBound = await this.#isBound()
        return isBound || !program.runs || program.cut || (await isLost())
      },
      program.startMs,
      15
    )
    return isBound
  }

  async #isBound(): Promise<boolean> {
    const sockets = await readKernelSockets()
    if (!sockets) return !(await heldBySomebody(this.#port)).ok
    return sockets.some((socket) => isReachedAt(socket, { address: loopbackAddress, port: this.#port }))
  }

  async #isElsewhere(program: Program): Promise<boolean> {
    const ports = await program.boundPorts()
    return ports.length > 0 && !ports.includes(this.#port)
  }

  async #ask(program: Program, script: Script, goesOn?: GoesOn): Promise<Result<Step[]>> {
    const clients = new Map<number, Peer>()
    const came: { client: number; payload: Uint8Array }[] = []
    const clientOf = async (client: number): Promise<Result<Peer>> => {
      const known = clients.get(client)
      if (known) return success(known)
      const opened = await Peer.open(0, (payload) => void came.push({ client, payload }))
      if (opened.ok) clients.set(client, opened.value)
      return opened
    }
    const steps: Step[] = []
    let missed = false
    const elsewhere: number[] = []
    const posts = await this.#openPosts((port) => void elsewhere.push(port))
    try {
      for (const { client, payload, waitMs } of script) {
        const peer = await clientOf(client)
        if (!peer.ok) return peer
        const from = came.length
        const own = (): typeof came => came.slice(from).filter((each) => each.client === client)
        await peer.value.send(payload, this.#port)
        const wait = waitMs ?? (missed ? laterAnswerMs : answerMs)
        await until(() => own().length > 0 || !program.runs, wait, 2)
        await until(() => !program.runs, secondAnswerMs, 5)
        // What it sent before it ended may lie in our queue still.
        if (!program.runs) await pause(secondAnswerMs)
        const answers = own().map((each) => each.payload)
        missed ||= answers.length === 0
        const strays = came.slice(from).filter((each) => each.client !== client)
        const went = elsewhere.splice(0)
        const { port } = peer.value
        const step = { client, port, payload, answers, strays, elsewhere: went, ended: program.ended }
        steps.push(step)
        if (goesOn?.(step, steps.length) === false) break
        // One that ended after an answer is asked once more: what it answered then is part of the record.
        const isDeaf = waitMs === undefined && steps.length === 1 && script.length > 2
        if (answers.length === 0 && (program.ended || isDeaf)) break
      }
    } finally {
      await Promise.all([...clients.values(), ...posts].map((peer) => peer.close()))
    }
    return success(steps)
  }

  /** Sockets where nobody should get anything. One that is held already is somebody else's. */
  async #openPosts(arrived: (port: number) => void): Promise<Peer[]> {
    const ports = this.#stage.namedPorts.filter((port) => port !== this.#port)
    const opened = await Promise.all(ports.map((port) => Peer.open(port, () => arrived(port))))
    return opened.flatMap((post) => (post.ok ? [post.value] : []))
  }

  async end(): Promise<void> {
    await this.#played.settled()
    await this.#program?.stop()
  }
}
