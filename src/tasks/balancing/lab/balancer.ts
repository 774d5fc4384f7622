/**
 * The teaching balancer: one address in front of a pool. It keeps a session for each client, and a connected socket for each
 * session, so that servers see distinct peers and a reply finds its client by the socket that it comes to.
 */
import type { EndpointAddress } from '#shared/events/address'
import { EventKind } from '#shared/events/batch'
import type { Behaviour } from '#lab/endpoints/protocol'
import type { Recorder } from '#lab/endpoints/recorder'
import type { ReceiverNeeds } from '#lab/endpoints/receiver'
import type { SendCallback } from '#lab/net/udp-socket'
import { type Algorithm, makePicker, type Picker } from '../model/pickers'
import { sessionEndCodes } from '../model/session-end'
import { type ClientSession, type SessionEnd, type SessionLimits, SessionTable } from '../model/session-table'
import { sourceKey } from '../model/source-hash'
import { noted } from './noted'
import { HealthProbes } from './health-probes'
import { answered, asked, forgotten, type Member, poolOf, type PoolPlace } from './pool'
import { Upstream } from './upstream'

export const balancerBehaviour = (options: BalancerOptions): Behaviour => ({
  kind: 'own',
  name: 'balancer',
  options
})

export interface BalancerOptions {
  servers: readonly PoolPlace[]
  algorithm: Algorithm
  per: 'session' | 'datagram'
  limits: SessionLimits
  /** Null: a server that does not answer stays in the pool. */
  health: { timeoutMs: number; probeMs: number } | null
}

export interface BalancerNeeds {
  nowMs: () => number
  /** From 0 up to, but not including, 1. */
  random: () => number
  openSocket: ReceiverNeeds['openSocket']
  /** By the socket that faces the clients. */
  reply: (payload: Uint8Array, to: EndpointAddress, sent: SendCallback) => void
  recorder: Pick<Recorder, 'payload' | 'plain' | 'number' | 'peerRow'>
}

interface Held {
  client: EndpointAddress
  upstream: Upstream
}
type Session = ClientSession<Held>

export class Balancer {
  readonly #options: BalancerOptions
  readonly #around: BalancerNeeds
  readonly #pool: Member[]
  readonly #picker: Picker
  readonly #sessions: SessionTable<Held>
  readonly #probes: HealthProbes
  #lastClient = { at: { address: '', port: 0 }, key: '' }

  constructor(options: BalancerOptions, around: BalancerNeeds) {
    this.#options = options
    this.#around = around
    this.#pool = poolOf(options.servers)
    this.#picker = makePicker(options.algorithm, around)
    this.#sessions = new SessionTable(options.limits, (session, why) => this.#ended(session, why))
    this.#probes = new HealthProbes(around, (member) => (member.up = true))
  }

  get pool(): readonly Readonly<Member>[] {
    return this.#pool
  }

  get sessions(): number {
    return this.#sessions.size
  }

  /** A datagram of a client. */
  take(payload: Uint8Array, address: string, port: number, sizeBytes: number): void {
    this.#around.recorder.payload(EventKind.received, address, port, payload, sizeBytes)
    // A batch is often one client's: its key is made once.
    const last = this.#lastClient
    if (port !== last.at.port || address !== last.at.address) {
      const at = { address, port }
      this.#lastClient = { at, key: sourceKey(at) }
    }
    this.#forward(payload, this.#lastClient.at)
  }

  #forward(payload: Uint8Array, client: EndpointAddress): void {
    const session = this.#sessionOf(client)
    const member = session && this.#pool[session.server]
    if (!member || !session.held.upstream.send(payload)) return this.#giveUp(payload, client)
    const nowMs = this.#around.nowMs()
    asked(member, nowMs)
    session.held.upstream.outstanding += 1
    this.#sessions.request(session, nowMs)
  }

  /** The client's session, new where it has none; null: no server is up. */
  #sessionOf(client: EndpointAddress): Session | null {
    const last = this.#lastClient
    const key = client === last.at ? last.key : sourceKey(client)
    const known = this.#options.per === 'session' ? this.#sessions.get(key) : null
    if (known) return known
    const member = this.#picker.pick(client, this.#pool)
    if (!member) return null
    const server = this.#pool[member.index]
    if (!server) return null
    if (this.#options.per === 'session') return this.#begin(key, client, server)
    const keyOfPair = `${key}>${server.index}`
    return this.#sessions.get(keyOfPair) ?? this.#begin(keyOfPair, client, server)
  }

  #begin(key: string, client: EndpointAddress, member: Member): Session {
    const { openSocket, nowMs, recorder } = this.#around
    const { address, port } = member.place
    const upstream: Upstream = new Upstream(member.place, openSocket, {
      sent: (payload, handedMs) =>
        recorder.payload(EventKind.sent, address, port, payload, payload.length, handedMs),
      unsent: (payload, handedMs) => {
        recorder.payload(EventKind.unsent, address, port, payload, payload.length, handedMs)
        upstream.outstanding -= 1
        forgotten(member, 1)
      },
      returned: (payload) => this.#forward(payload, client),
      reply: (payload, sizeBytes) => this.#takeReply(session, member, payload, sizeBytes),
      refused: () => this.#refused(member),
      failed: (waiting) => {
        this.#sessions.drop(session)
        forgotten(member, upstream.outstanding)
        for (const payload of waiting) this.#giveUp(payload, client)
      }
    })
    const session = this.#sessions.begin(key, member.index, { client, upstream }, nowMs())
    recorder.plain(EventKind.connected, member.place)
    return session
  }

  #takeReply(session: Session, member: Member, payload: Uint8Array, sizeBytes: number): void {
    const { recorder, reply } = this.#around
    const nowMs = this.#around.nowMs()
    const { client, upstream } = session.held
    const { address, port } = member.place
    recorder.payload(EventKind.received, address, port, payload, sizeBytes)
    if (upstream.outstanding > 0) {
      upstream.outstanding -= 1
      answered(member, nowMs)
    }
    const note = noted(payload, sizeBytes)
    reply(payload, client, (error, handedMs) =>
      note.tell(recorder, error ? EventKind.unsent : EventKind.sent, client, handedMs)
    )
    this.#sessions.reply(session, nowMs)
  }

  /** Nobody has it: told with the client's address, so that the loss has a place. */
  #giveUp(payload: Uint8Array, { address, port }: EndpointAddress): void {
    this.#around.recorder.payload(EventKind.unanswered, address, port, payload)
  }

  #ended({ held: { client, upstream }, server }: Session, why: SessionEnd): void {
    const { recorder } = this.#around
    const row = recorder.peerRow(client.address, client.port)
    recorder.number(EventKind.disconnected, row, sessionEndCodes[why], 0)
    const member = this.#pool[server]
    if (member) forgotten(member, upstream.outstanding)
    const waiting = upstream.takeWaiting()
    upstream.close()
    // What waited for a server that is down goes to another one; to find a place for one that was evicted would evict more.
    for (const payload of waiting)
      if (why === 'server-down') this.#forward(payload, client)
      else this.#giveUp(payload, client)
  }

  #refused(member: Member): void {
    this.#around.recorder.plain(EventKind.refused, member.place)
    if (this.#options.health && member.up) this.#takeOut(member)
  }

  #takeOut(member: Member): void {
    member.up = false
    this.#sessions.endOf(member.index)
    forgotten(member, member.outstanding)
    this.#probes.begin(member)
  }

  /** Does what is due by now: to be called every few ms. */
  tick(): void {
    const nowMs = this.#around.nowMs()
    this.#sessions.expire(nowMs)
    const { health } = this.#options
    if (!health) return
    for (const member of this.#pool) {
      const { up, silentSinceMs } = member
      if (!up || silentSinceMs === null || nowMs - silentSinceMs < health.timeoutMs) continue
      const { recorder } = this.#around
      const row = recorder.peerRow(member.place.address, member.place.port)
      recorder.number(EventKind.timedOut, row, Math.round(nowMs - silentSinceMs), 0)
      this.#takeOut(member)
    }
    this.#probes.send(nowMs, health.probeMs)
  }
}
