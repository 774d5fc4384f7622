/**
 * Many clients in one thread, each with a socket of its own. Each sends so many numbers, no two of them alike: either the next
 * one when the last was answered or given up, or by the clock, whatever comes back.
 */
import { EventKind } from '#shared/events/batch'
import { payloadMaximumBytes, payloadNumber } from '#shared/events/payload'
import { type Result, success } from '#shared/fault'
import { monotonicMs } from '#lab/clock'
import { NumberPayload } from '#lab/endpoints/number-payload'
import { controlSlots } from '#lab/endpoints/protocol'
import type { WorkNeeds } from '#lab/endpoints/work'
import { errnoOf, faultOfErrno } from '#lab/net/errno'
import type { FurtherSocket } from '#lab/net/udp-socket'
import { sourceKey } from '../model/source-hash'
import type { Arrivals } from '../model/trace'
import type { Client } from './client'
import { addressOfClient, type CrowdPlan, type CrowdReport } from './crowd-plan'
import { dropsWhere } from './kernel-drops'

/** Sends in one turn of the event loop: libuv reads 32 datagrams of a socket a turn, so that one reader keeps up. */
const turnMost = 32
/** Clients whose time is up are looked for so often. */
const lookEveryMs = 5
/** Nothing is due: answers are waited for so long, and then the clock is looked at again. */
const idleWaitMs = 1
/** So many wait for their first answer at once: thousands would fill any queue. */
const beginningMost = 128
/** Sockets that are opened at once. */
const openedTogether = 64

class Crowd {
  readonly #plan: CrowdPlan
  readonly #around: WorkNeeds
  readonly #clients: Client[] = []
  /** Where their sockets are bound. */
  readonly #places = new Set<string>()
  readonly #payload = new NumberPayload(null, true)
  readonly #peer: number
  readonly #back: Uint8Array
  readonly #report: CrowdReport = {
    elapsedMs: 0,
    cancelled: false,
    accepted: 0,
    answered: 0,
    refusal: null,
    drops: null
  }
  /** Clients that begin, or that gave an answer up: their turn comes with others, not all at once. */
  #ready: Client[] = []
  /** Clients that wait for their first answer. */
  #beginning = 0
  #newsMs = 0
  /** Rows of the recorded arrivals that were sent. */
  #arrived = 0
  #lookedMs = 0

  constructor(plan: CrowdPlan, around: WorkNeeds) {
    this.#plan = plan
    this.#around = around
    this.#peer = around.recorder.peerRow(plan.to.address, plan.to.port)
    this.#back = new Uint8Array(plan.clients * plan.messages + 1)
  }

  async run(): Promise<Result<CrowdReport>> {
    let goOn = (): void => undefined
    try {
      const opened = await this.#open()
      if (!opened.ok) return opened
      goOn = this.#around.socket.hold()
      const startMs = (this.#newsMs = monotonicMs())
      this.#ready = [...this.#clients]
      while (!this.#isOver()) {
        const sent = this.#sendSome(startMs)
        await this.#around.socket.wait(sent > 0 ? 0 : idleWaitMs)
      }
      this.#report.elapsedMs = monotonicMs() - startMs
      this.#report.drops = await dropsWhere(
        ({ local }) => this.#places.has(sourceKey(local)),
        this.#places.size
      )
      return success(this.#report)
    } finally {
      goOn()
      await Promise.all(this.#clients.map(({ socket }) => socket.close()))
    }
  }

  async #open(): Promise<Result<void>> {
    const { clients, messages, from } = this.#plan
    for (let index = 0; index < clients && !this.#cancelled();) {
      const opening: ReturnType<FurtherSocket['open']>[] = []
      for (; index < clients && opening.length < openedTogether; index++) {
        const client = this.#make(index * messages + 1)
        this.#clients.push(client)
        opening.push(
          client.socket.open({
            local: { address: addressOfClient(from, index), port: 0 },
            receiveBufferBytes: null,
            receiveSizeBytes: payloadMaximumBytes,
            readsTogether: turnMost
          })
        )
      }
      for (const opened of await Promise.all(opening)) {
        if (!opened.ok) return opened
        this.#places.add(sourceKey(opened.value.local))
      }
    }
    return success(undefined)
  }

  #make(first: number): Client {
    const client: Client = {
      first,
      sent: 0,
      awaited: 0,
      sentMs: 0,
      socket: this.#around.openSocket({
        datagram: (payload, address, port, sizeBytes) => {
          this.#around.recorder.payload(EventKind.received, address, port, payload, sizeBytes)
          this.#take(client, payloadNumber(payload))
        },
        fault: () => undefined
      })
    }
    return client
  }

  #take(client: Client, number: number): void {
    if (number < client.first || number >= client.first + this.#plan.messages) return
    this.#newsMs = monotonicMs()
    if (this.#back[number] === 0) this.#report.answered += 1
    this.#back[number] = 1
    if (number !== client.awaited) return
    client.awaited = 0
    this.#hasBegun(client)
    // At once: a turn of the loop would be part of every latency.
    if (client.sent < this.#plan.messages && !this.#cancelled()) this.#send(client, this.#newsMs)
  }

  /** A closed loop: those whose time has come. Who is answered goes on by itself. */
  #sendReady(): number {
    const nowMs = monotonicMs()
    if (nowMs - this.#lookedMs >= lookEveryMs) this.#giveUpWaiting(nowMs)
    let sent = 0
    while (sent < turnMost && this.#ready.length > 0) {
      const isNew = this.#ready[0]?.sent === 0
      if (isNew && this.#beginning >= beginningMost) break
      const client = this.#ready.shift()
      if (!client) break
      if (isNew) this.#beginning += 1
      this.#send(client, nowMs)
      sent += 1
    }
    return sent
  }

  /** Its first datagram was answered, or given up. */
  #hasBegun({ sent }: Client): void {
    if (sent === 1) this.#beginning -= 1
  }

  #giveUpWaiting(nowMs: number): void {
    this.#lookedMs = nowMs
    for (const client of this.#clients) {
      if (client.awaited === 0 || nowMs - client.sentMs < this.#plan.waitMs) continue
      this.#around.recorder.number(EventKind.timedOut, this.#peer, client.awaited, 0)
      client.awaited = 0
      this.#hasBegun(client)
      if (client.sent < this.#plan.messages) this.#ready.push(client)
    }
  }

  #sendSome(startMs: number): number {
    const { arrivals, rate } = this.#plan
    if (arrivals) return this.#sendArrived(arrivals, startMs)
    return rate > 0 ? this.#sendDue(startMs) : this.#sendReady()
  }

  /** Whether each waits for its answer before it sends the next. */
  get #isClosedLoop(): boolean {
    return this.#plan.rate === 0 && this.#plan.arrivals === null
  }

  /** As it was recorded. */
  #sendArrived({ atUs, client: clients }: Arrivals, startMs: number): number {
    const nowMs = monotonicMs()
    const first = this.#arrived
    while (this.#arrived < atUs.length && this.#arrived - first < turnMost) {
      if (startMs + (atUs[this.#arrived] ?? 0) / 1000 > nowMs) break
      const client = this.#clients[clients[this.#arrived] ?? -1]
      if (client) this.#send(client, nowMs)
      this.#arrived += 1
    }
    return this.#arrived - first
  }

  /** By the clock: each client's due times lie between those of the others, so that together they are even. */
  #sendDue(startMs: number): number {
    const { rate, messages, clients } = this.#plan
    const nowMs = monotonicMs()
    let sent = 0
    for (const [index, client] of this.#clients.entries()) {
      const due = Math.min(messages, Math.floor(((nowMs - startMs) * rate) / 1000 - index / clients) + 1)
      if (client.sent >= due) continue
      this.#send(client, nowMs)
      if (++sent >= turnMost) break
    }
    return sent
  }

  #send(client: Client, nowMs: number): void {
    const { recorder } = this.#around
    const number = client.first + client.sent
    client.sent += 1
    client.sentMs = nowMs
    client.awaited = this.#isClosedLoop ? number : 0
    // Who sends waits for what comes of it: the last send is no silence yet.
    this.#newsMs = this.#isClosedLoop ? this.#newsMs : nowMs
    client.socket.send(this.#payload.make(number), this.#plan.to, (error, handedMs) => {
      if (error) this.#report.refusal ??= faultOfErrno(errnoOf(error), 'send', this.#plan.to)
      else this.#report.accepted += 1
      const kind = error ? EventKind.unsent : EventKind.sent
      recorder.number(kind, this.#peer, number, this.#payload.sizeOf(number), handedMs)
    })
  }

  #cancelled(): boolean {
    return Atomics.load(this.#around.control, controlSlots.cancel) !== 0
  }

  #isOver(): boolean {
    this.#report.cancelled = this.#cancelled()
    const { clients, messages, silenceMs, arrivals } = this.#plan
    const all = arrivals ? arrivals.atUs.length : clients * messages
    if (this.#report.cancelled || this.#report.answered >= all) return true
    // A trace may have a pause: what is still to come is no silence.
    const isPause = arrivals !== null && this.#arrived < arrivals.atUs.length
    if (!isPause && monotonicMs() - this.#newsMs >= silenceMs) return true
    // In a closed loop all have had their answer or have given it up.
    return this.#isClosedLoop && this.#clients.every(({ sent, awaited }) => sent >= messages && awaited === 0)
  }
}

export const runCrowd = (plan: CrowdPlan, around: WorkNeeds): Promise<Result<CrowdReport>> =>
  new Crowd(plan, around).run()
