/** Our servers and a student's client: each scene is one run of it, answered in another way. */
import { readFileSync } from 'node:fs'
import type { EndpointAddress } from '#shared/events/address'
import { encodeText } from '#shared/events/payload'
import { type Result, success } from '#shared/fault'
import { counterFiles, isReachedAt, parseProcNetUdp } from '#lab/net/kernel'
import { hasProc } from '#lab/net/proc'
import { pause } from '#lab/next-turn'
import type { Assignment } from '../../model/assignment'
import {
  type Answered,
  type ClientRecord,
  type ClientScene,
  type Received,
  type SocketFact,
  strangerText
} from '../../model/record'
import type { ClientRole } from '../../model/roles'
import type { Program } from '../program/program'
import { factOf } from '../program/sockets'
import { steady, until } from './await'
import { Peer } from './peer'
import { PlayedScenes } from './played'

/** All that are sent at once came when nothing came for this time: only then they are answered. */
const silenceMs = 350
/** So much later than the first comes the answer that is to be the second. */
const laterMs = 150
const lateMs = 1400
/** With its answers it ends within this time, or it does not end. */
const endMs = 2500
/** A program that waits for input though all was typed does not come round after this time. */
const stuckMs = 500
/** What is typed is typed when the program waits for it: when the kernel says so, or when it was quiet after a prompt, or at last. */
const prompt = { quietMs: 400, atLastMs: 3000 } as const

export interface ClientStage {
  role: ClientRole
  assignment: Assignment
  newProgram: () => Program
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

/** By the kernel's table, read in this very moment: the program waits for its answer, so its socket is still there. */
function socketAt(from: EndpointAddress): SocketFact | null {
  if (!hasProc) return null
  // Java's sockets are of IPv6, also where they talk IPv4.
  const rows = [counterFiles.udp, counterFiles.udp6]
    .flatMap((file) => parseProcNetUdp(textOf(file)))
    .filter((socket) => isReachedAt(socket, from))
  // One socket may be bound to the port with any address, and another one to the address: the connected one is meant.
  const row = rows.find(({ remote }) => remote.port !== 0) ?? rows[0]
  return row ? factOf(row) : null
}

/** What a server of ours answers. */
function answerOf(
  { role, assignment }: ClientStage,
  scene: ClientScene,
  { server, payload }: Pick<Received, 'server' | 'payload'>
): Uint8Array {
  if (role.burst)
    return scene === 'other-answers'
      ? encodeText(`${1000 + Number(new TextDecoder().decode(payload))}`)
      : payload
  const reply = role.servers(assignment)[server - 1]?.reply ?? ''
  return encodeText(scene === 'other-answers' ? `${reply}, number ${4710 + server}` : reply)
}

class ClientRun {
  readonly #stage: ClientStage
  readonly #scene: ClientScene
  readonly #program: Program
  readonly #servers: Peer[] = []
  readonly #received: Received[] = []
  readonly #answered: Answered[] = []
  #next = 0
  #lastMs = 0

  constructor(stage: ClientStage, scene: ClientScene) {
    this.#stage = stage
    this.#scene = scene
    this.#program = stage.newProgram()
  }

  async play(): Promise<Result<ClientRecord>> {
    const { role, assignment } = this.#stage
    try {
      for (const [index, { port }] of role.servers(assignment).entries()) {
        const opened = await Peer.open(port, (payload, from) => this.#take(index + 1, payload, from))
        if (!opened.ok) return opened
        this.#servers.push(opened.value)
      }
      if (await this.#program.start()) await this.#talk()
      const program = await this.#program.facts()
      return success({ program, received: this.#received, answered: this.#answered })
    } finally {
      await this.#program.stop()
      await Promise.all(this.#servers.map((server) => server.close()))
    }
  }

  #take(server: number, payload: Uint8Array, from: EndpointAddress): void {
    this.#lastMs = this.#program.elapsedMs
    this.#received.push({
      server,
      from,
      payload,
      afterMs: this.#lastMs,
      answersBefore: this.#answered.length,
      // One of many is enough: they come from one socket.
      socket: this.#received.length < 2 ? socketAt(from) : null
    })
  }

  get #isOver(): boolean {
    return !this.#program.runs || this.#program.cut
  }

  async #talk(): Promise<void> {
    const program = this.#program
    const typed = this.#stage.role.typed(this.#stage.assignment)
    if (typed !== null) {
      await this.#waitForPrompt()
      program.type(typed)
    }
    const isStuck = steady(() => program.family.waitsForInput(), stuckMs)
    await until(async () => this.#received.length > 0 || this.#isOver || (await isStuck()), program.startMs)
    if (this.#received.length === 0) return
    if (this.#scene === 'late') await pause(lateMs)
    if (this.#scene === 'stranger') await this.#sendAsStranger()
    const endless = this.#stage.role.sends(this.#stage.assignment).length * 4 + 20
    while (!this.#isOver && this.#received.length < endless) {
      await this.#gather()
      if (this.#next === this.#received.length) break
      await this.#answerAll()
    }
    await until(async () => this.#isOver || (await isStuck()), endMs)
  }

  /** A connected socket never gives it to its program (connect(2)): what the program takes first tells which it is, on every system. */
  async #sendAsStranger(): Promise<void> {
    const [first] = this.#received
    if (!first) return
    const stranger = await Peer.open(0, () => undefined)
    if (!stranger.ok) return
    await stranger.value.send(encodeText(strangerText), first.from.port, first.from.address)
    await pause(laterMs)
    await stranger.value.close()
  }

  /** What is typed before the program asks would stand before its question in the terminal. */
  async #waitForPrompt(): Promise<void> {
    const program = this.#program
    let [length, sinceMs] = [0, 0]
    const isQuiet = (): boolean => {
      if (program.printedLength !== length) [length, sinceMs] = [program.printedLength, program.elapsedMs]
      return length > 0 && program.elapsedMs - sinceMs >= prompt.quietMs
    }
    await until(
      async () => this.#isOver || isQuiet() || (await program.family.waitsForInput()),
      prompt.atLastMs
    )
  }

  /** Waits until all have come that come without an answer. */
  async #gather(): Promise<void> {
    const { role, assignment } = this.#stage
    const expected = role.servers(assignment).length * role.sends(assignment).length
    const isQuiet = (): boolean => this.#program.elapsedMs - this.#lastMs >= silenceMs
    // Before the first answer all are waited for; one that sends one by one is then answered one by one.
    const isFirst = this.#answered.length === 0
    await until(
      () =>
        this.#isOver ||
        (isFirst
          ? this.#received.length >= expected || isQuiet()
          : this.#received.length > this.#next || isQuiet()),
      gatherMs,
      isFirst ? 5 : 2
    )
  }

  async #answerAll(): Promise<void> {
    const waiting = this.#received.slice(this.#next)
    this.#next = this.#received.length
    const swapped = this.#scene === 'swapped'
    const order = swapped ? waiting.toSorted((one, other) => other.server - one.server) : waiting
    for (const [index, datagram] of order.entries()) {
      if (this.#scene === 'lost' && index % 3 === 2) continue
      if (swapped && index > 0) await pause(laterMs)
      const payload = answerOf(this.#stage, this.#scene, datagram)
      this.#answered.push({ server: datagram.server, payload })
      await this.#servers[datagram.server - 1]?.send(payload, datagram.from.port, datagram.from.address)
    }
    // Silence begins anew: what comes now comes of the answers.
    this.#lastMs = this.#program.elapsedMs
  }
}

/** A program that sends without end is not listened to for longer. */
const gatherMs = 3000

export class ClientScenes {
  readonly #stage: ClientStage
  readonly #played = new PlayedScenes<ClientScene, ClientRecord>()

  constructor(stage: ClientStage) {
    this.#stage = stage
  }

  play(scene: ClientScene): Promise<Result<ClientRecord>> {
    return this.#played.once(scene, () => new ClientRun(this.#stage, scene).play())
  }

  end(): Promise<void> {
    return this.#played.settled()
  }
}
