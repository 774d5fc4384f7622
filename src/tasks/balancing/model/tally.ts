/** Follows every number of a run through the clients, the balancer and the servers. */
import { type EndpointAddress, sameEndpoint } from '#shared/events/address'
import { cell, type EventBatch, EventKind, kindMask, numericFlag } from '#shared/events/batch'
import { type EndpointBeyond, eventsBeyond } from '#shared/events/beyond'
import { directHopNames, Hop, hopLedger, hopNames } from './hops'
import { type ClientPaths, latencyIn, movedClients, type Survivors, survivorsOf } from './client-paths'
import type { Percentiles } from './latency'
import type { BalanceOutcome } from './outcome'
import type { BalancerName } from './parameters'
import type { Teller } from './tellers'
import { type Arrivals, recordedArrivals } from './trace'

export interface TallyNeeds {
  balancer: BalancerName
  clients: number
  messages: number
  /** Where the servers listen, in the order of the pool. */
  places: readonly EndpointAddress[]
  /** Whether the balancer takes servers out. */
  health: boolean
}

type Summary = Pick<
  BalanceOutcome,
  | 'ledger'
  | 'unsent'
  | 'duplicated'
  | 'sessions'
  | 'sessionsMoved'
  | 'survivors'
  | 'latencyMicros'
  | 'failure'
  | 'stoppedAfter'
  | 'untold'
>

/** One row of a batch that has to do with a number of the run, or with none (0). */
interface Row {
  kind: number
  /** Row of the teller's peer table. */
  peer: number
  number: number
  timeMs: number
}

/** The clock's own digits end there. */
const toMicros = (ms: number): number => Math.round(ms * 1000) / 1000

export class BalanceTally {
  readonly #needs: TallyNeeds
  readonly #bits: Uint8Array
  /** Row n: the server of number n, counted from 1; 0: none. */
  readonly #server: Uint8Array
  readonly #sentMs: Float64Array
  readonly #backMs: Float64Array
  readonly servers: { received: number; replied: number }[]
  /** Datagrams with numbers that the servers received, in all. */
  poolReceived = 0
  #unsent = 0
  #duplicated = 0
  #sessions = 0
  #untold = 0
  readonly #closedMs: (number | null)[]
  #stoppedAfter: number | null = null
  #down: { server: number; by: 'refused' | 'timed-out'; atMs: number } | null = null
  /** The balancer's peer table: which server a row is, or -1. */
  readonly #peers: number[] = [-1]

  constructor(needs: TallyNeeds) {
    this.#needs = needs
    const rows = needs.clients * needs.messages + 1
    this.#bits = new Uint8Array(rows)
    this.#server = new Uint8Array(rows)
    this.#sentMs = new Float64Array(rows)
    this.#backMs = new Float64Array(rows)
    this.servers = needs.places.map(() => ({ received: 0, replied: 0 }))
    this.#closedMs = needs.places.map(() => null)
  }

  take(teller: Teller, news: EventBatch | EndpointBeyond): void {
    if ('counts' in news) {
      this.#untold += eventsBeyond(news.counts)
      return
    }
    if (teller === 'balancer') this.#learn(news.newPeers)
    for (let index = 0; index < news.count; index++) {
      const row = this.#rowOf(news, index)
      if (teller === 'crowd') this.#takeClient(row)
      else if (teller === 'balancer') this.#takeBalancer(row)
      else this.#takeServer(row, teller.server)
    }
  }

  #learn(newPeers: readonly EndpointAddress[]): void {
    const { places } = this.#needs
    for (const peer of newPeers) this.#peers.push(places.findIndex((place) => sameEndpoint(place, peer)))
  }

  #rowOf(batch: EventBatch, index: number): Row {
    const kind = cell(batch.kind, index)
    const value = kind & numericFlag ? cell(batch.value, index) : 0
    return {
      kind: kind & kindMask,
      peer: cell(batch.peer, index),
      number: value < this.#bits.length ? value : 0,
      timeMs: batch.baseMs + cell(batch.offsetUs, index) / 1000
    }
  }

  #know(number: number, bits: number): void {
    this.#bits[number] = (this.#bits[number] ?? 0) | bits
  }

  #takeClient({ kind, number, timeMs }: Row): void {
    if (number === 0) return
    if (kind === EventKind.unsent) this.#unsent += 1
    if (kind === EventKind.sent) {
      this.#know(number, Hop.clientSent)
      this.#sentMs[number] = timeMs
    }
    if (kind !== EventKind.received) return
    if ((this.#bits[number] ?? 0) & Hop.clientReceived) this.#duplicated += 1
    else this.#backMs[number] = timeMs
    this.#know(number, Hop.clientReceived)
  }

  #takeBalancer({ kind, peer, number, timeMs }: Row): void {
    const server = this.#peers[peer] ?? -1
    const isServer = server >= 0
    switch (kind) {
      case EventKind.received:
        return this.#know(number, number > 0 ? (isServer ? Hop.balancerReturned : Hop.balancerReceived) : 0)
      case EventKind.sent:
        if (number === 0) return
        if (isServer) this.#server[number] = server + 1
        return this.#know(number, isServer ? Hop.balancerSent : Hop.balancerReplied)
      case EventKind.connected:
        this.#sessions += 1
        return
      case EventKind.refused:
      case EventKind.timedOut:
        if (!isServer || !this.#needs.health) return
        this.#down ??= { server, by: kind === EventKind.refused ? 'refused' : 'timed-out', atMs: timeMs }
    }
  }

  #takeServer({ kind, number, timeMs }: Row, index: number): void {
    if (kind === EventKind.closed) {
      this.#closedMs[index] ??= timeMs
      this.#stoppedAfter ??= this.poolReceived
    }
    const server = this.servers[index]
    if (number === 0 || !server) return
    if (kind === EventKind.received || kind === EventKind.served) {
      server.received += 1
      this.poolReceived += 1
      this.#know(number, Hop.serverReceived)
      this.#knowServer(number, index)
    }
    if (kind === EventKind.sent || kind === EventKind.served) {
      server.replied += 1
      this.#know(number, Hop.serverSent)
    }
  }

  /** Where the balancer tells nothing, a number's server is the one that received it. */
  #knowServer(number: number, index: number): void {
    if (this.#server[number] === 0) this.#server[number] = index + 1
  }

  /** @param nameOf a server's name, by its place in the pool */
  summary(nameOf: (server: number) => string): Summary {
    return {
      ledger: hopLedger(this.#bits, this.#needs.balancer === 'lab' ? hopNames : directHopNames),
      unsent: this.#unsent,
      duplicated: this.#duplicated,
      sessions: this.#sessions,
      sessionsMoved: movedClients(this.#paths),
      survivors: this.#survivors(),
      latencyMicros: latencyIn(this.#paths),
      stoppedAfter: this.#stoppedAfter,
      failure: this.#failure(nameOf),
      untold: this.#untold
    }
  }

  get #paths(): ClientPaths {
    const { clients, messages } = this.#needs
    return { clients, messages, server: this.#server, sentMs: this.#sentMs, backMs: this.#backMs }
  }

  /** By the first server that was closed. */
  #survivors(): Survivors | null {
    const times = this.#closedMs.flatMap((ms) => ms ?? [])
    if (times.length === 0) return null
    const closedMs = Math.min(...times)
    return survivorsOf(this.#paths, this.#closedMs.indexOf(closedMs), closedMs)
  }

  /** When which client sent. */
  get arrivals(): Arrivals {
    return recordedArrivals(this.#sentMs, this.#needs.messages)
  }

  latencyOf(server: number): Percentiles {
    return latencyIn(this.#paths, server)
  }

  #failure(nameOf: (server: number) => string): Summary['failure'] {
    const down = this.#down
    if (!down) return null
    const closedMs = this.#closedMs[down.server] ?? null
    let lostAfterDetection = 0
    for (const [number, bits] of this.#bits.entries()) {
      const sentMs = this.#sentMs[number] ?? 0
      if (sentMs > down.atMs && (bits & Hop.clientReceived) === 0) lostAfterDetection += 1
    }
    return {
      server: nameOf(down.server),
      by: down.by,
      detectedAfterMs: closedMs === null || down.atMs < closedMs ? null : toMicros(down.atMs - closedMs),
      lostAfterDetection
    }
  }
}
