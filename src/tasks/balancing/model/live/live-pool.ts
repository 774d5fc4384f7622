/**
 * A pool as its events tell it, at any moment of a run or without one: what each server does, who has which server, and how
 * many datagrams each hop has not brought yet.
 */
import { type EndpointAddress, sameEndpoint } from '#shared/events/address'
import { cell, type EventBatch, EventKind, kindMask, numericFlag } from '#shared/events/batch'
import type { EventStore } from '#shared/events/event-store'
import type { Teller } from '../tellers'
import { ClientBook } from './client-book'
import { Flights, Reached, type ReachedStage } from './flights'
import { type LiveSession, LiveSessions } from './live-sessions'
import { keyOf, Owners, type PayloadKey } from './owners'
import { drawnMost, noCounts, type PoolPlan, probeText } from './pool-plan'
import { newServer, type ServerState } from './server-state'

type Told = Pick<EventStore, 'peers' | 'payloads'>

interface Row {
  kind: number
  peer: number
  key: PayloadKey
  number: number | null
  timeMs: number
}

export class LivePool {
  readonly plan: PoolPlan
  readonly servers: ServerState[]
  readonly book: ClientBook
  readonly sessions = new LiveSessions()
  readonly flights = new Flights()
  readonly counts = noCounts()
  /** When the clients of the run, or else the balancer, were closed. */
  overMs: number | null = null
  /** The newest event of all. */
  lastMs = 0
  readonly #places: (EndpointAddress | null)[]
  readonly #owners = new Owners()
  /** Row of the balancer's peer table: which server it is, or -1. */
  readonly #peers: number[] = [-1]
  #takenOut = -1
  /** Row n: number n came back. Only where a server's word may come after its client's. */
  readonly #back: Uint8Array

  constructor(plan: PoolPlan) {
    this.plan = plan
    this.book = new ClientBook(plan)
    this.servers = Array.from({ length: plan.servers }, newServer)
    this.#places = this.servers.map(() => null)
    this.#back = new Uint8Array(this.told ? 0 : plan.clients * plan.messages + 1)
  }

  /** Whether somebody between the clients and the servers tells what it does. */
  get told(): boolean {
    return this.plan.balancer === 'lab'
  }

  setPlace(server: number, place: EndpointAddress): void {
    while (this.servers.length <= server) this.servers.push(newServer())
    this.#places[server] = place
  }

  take(teller: Teller, batch: EventBatch, told: Told): void {
    for (let index = 0; index < batch.count; index++) {
      const kind = cell(batch.kind, index)
      const row: Row = {
        kind: kind & kindMask,
        peer: cell(batch.peer, index),
        key: keyOf(batch, index, told),
        number: kind & numericFlag ? cell(batch.value, index) : null,
        timeMs: batch.baseMs + cell(batch.offsetUs, index) / 1000
      }
      if (row.timeMs > this.lastMs) this.lastMs = row.timeMs
      if (teller === 'crowd') this.#takeClient(row)
      else if (teller === 'balancer') this.#takeBalancer(row, told)
      else this.#takeServer(row, teller.server, told)
    }
  }

  #takeClient({ kind, number, timeMs }: Row): void {
    if (kind === EventKind.sent) this.counts.clientSent += 1
    if (kind === EventKind.closed) this.overMs = timeMs
    if (kind !== EventKind.received) return
    this.counts.clientReceived += 1
    if (this.told || number === null) return
    this.#back[number] = 1
    this.flights.reach(number, Reached.client)
  }

  #serverAt(peer: number, { peers }: Told): number {
    for (let row = this.#peers.length; row <= peer; row++) {
      const address = peers[row - 1]
      this.#peers.push(
        address ? this.#places.findIndex((place) => place !== null && sameEndpoint(place, address)) : -1
      )
    }
    return this.#peers[peer] ?? -1
  }

  #takeBalancer(row: Row, told: Told): void {
    const { kind, peer, timeMs } = row
    const server = this.#serverAt(peer, told)
    const address = told.peers[peer - 1]
    if (kind === EventKind.closed) this.overMs ??= timeMs
    else if (server >= 0) this.#takeUpstream(row, server)
    else if (address) this.#takeDownstream(row, address)
  }

  /** Between the balancer and a server. */
  #takeUpstream({ kind, key, timeMs }: Row, server: number): void {
    const state = this.servers[server]
    if (!state) return
    const isDown = kind === EventKind.refused || kind === EventKind.timedOut
    if (isDown && this.plan.health) {
      state.takenOutMs ??= timeMs
      this.#takenOut = server
    }
    if (kind !== EventKind.sent && kind !== EventKind.received) return
    const client = this.#owners.get(key)
    // What no client sent is a question of the health check: its answer brings the server back.
    if (client < 0 || key === null) {
      if (kind === EventKind.received) state.takenOutMs = null
      return
    }
    const session = this.#session(client, server, timeMs)
    if (kind === EventKind.sent) {
      this.counts.balancerSent += 1
      state.asked += 1
      if (session) session.requests += 1
      state.outstanding += session ? 1 : 0
      this.flights.reach(key, Reached.forwarded, server)
    } else {
      this.counts.balancerReturned += 1
      state.answered += 1
      if (session) session.replies += 1
      state.outstanding -= session ? 1 : 0
      this.flights.reach(key, Reached.balancerAgain, server)
    }
  }

  #session(client: number, server: number, timeMs: number): LiveSession | null {
    const before = this.sessions.count
    const session = this.sessions.of(client, server, timeMs)
    const state = this.servers[server]
    if (state) state.sessions += this.sessions.count - before
    if (session && timeMs > session.lastMs) session.lastMs = timeMs
    return session
  }

  /** Between the balancer and a client. */
  #takeDownstream({ kind, key, number, timeMs }: Row, address: EndpointAddress): void {
    const client = this.book.of(address, number)
    switch (kind) {
      case EventKind.received:
        this.counts.balancerReceived += 1
        this.#owners.set(key, client)
        this.#offer(key, client, null, Reached.balancer, timeMs)
        return
      case EventKind.sent:
        this.counts.balancerReplied += 1
        if (key !== null) this.flights.reach(key, Reached.client)
        return
      case EventKind.unanswered:
        this.counts.notForwarded += 1
        return
      case EventKind.disconnected:
        return this.#end(client, number ?? 0, timeMs)
    }
  }

  #end(client: number, code: number, timeMs: number): void {
    const over = this.sessions.end(client, code, this.#takenOut, timeMs)
    const state = over && this.servers[over.server]
    if (!state) return
    state.sessions -= 1
    state.outstanding -= over.requests - over.replies
  }

  #offer(
    key: PayloadKey,
    client: number,
    server: number | null,
    reached: ReachedStage,
    beganMs: number
  ): void {
    if (key !== null && client < drawnMost) this.flights.offer(key, { client, server, reached, beganMs })
  }

  #takeServer({ kind, peer, key, number, timeMs }: Row, server: number, { peers }: Told): void {
    const state = this.servers[server]
    if (!state) return
    if (kind === EventKind.listening) state.openMs = timeMs
    if (kind === EventKind.closed) state.closedMs = timeMs
    const isServed = kind === EventKind.served
    const address = peers[peer - 1]
    if (!address || key === probeText) return
    const session = this.told ? null : this.#directSession(address, number, server, timeMs)
    if (kind === EventKind.received || isServed) {
      state.received += 1
      this.counts.serverReceived += 1
      if (session) {
        session.requests += 1
        const reached = this.#back[number ?? 0] === 1 ? Reached.client : Reached.server
        this.#offer(key, session.client, server, reached, timeMs)
      }
    }
    if (kind === EventKind.sent || isServed) {
      state.replied += 1
      this.counts.serverSent += 1
      if (session) session.replies += 1
    }
  }

  /** Where nobody between tells anything, a client has the server that received it. */
  #directSession(
    address: EndpointAddress,
    number: number | null,
    server: number,
    timeMs: number
  ): LiveSession | null {
    // The peers that servers of nginx see are sockets of nginx.
    const isClient = this.plan.balancer === 'reuseport'
    const client = isClient ? this.book.of(address, number) : this.book.byNumber(number ?? 0)
    return client < 0 ? null : this.#session(client, server, timeMs)
  }
}
