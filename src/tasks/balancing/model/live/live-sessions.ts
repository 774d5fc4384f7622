/** The balancer's session table as its events tell it: which client has which server, since when, and why no longer. */
import { balancingLimits } from '../parameters'
import { sessionEndCodes } from '../session-end'
import type { SessionEnd } from '../session-table'

export interface LiveSession {
  client: number
  server: number
  requests: number
  replies: number
  sinceMs: number
  lastMs: number
  /** Null: it goes on. */
  ended: { why: SessionEnd; atMs: number } | null
}

/** Those that ended are told for a while, the oldest not for ever. */
const endedMost = 4000
const forgottenTogether = 1000

const whyOf = (code: number): SessionEnd =>
  (Object.keys(sessionEndCodes) as SessionEnd[]).find((why) => sessionEndCodes[why] === code) ?? 'idle'

const keyOf = (client: number, server: number): number => client * balancingLimits.servers.maximum + server

export class LiveSessions {
  readonly #live = new Map<number, LiveSession[]>()
  readonly #had = new Map<number, number[]>()
  readonly #endedMs = new Map<number, number>()
  ended: LiveSession[] = []
  /** Of those that ended, how many are no longer told. */
  forgotten = 0
  count = 0

  /** The client's session on this server; begun by what is told of it first. Null: it was over by then. */
  of(client: number, server: number, timeMs: number): LiveSession | null {
    const own = this.#live.get(client)
    const known = own?.find((session) => session.server === server)
    if (known) return known
    // What send() accepted is told a turn later: its session may have ended meanwhile.
    if ((this.#endedMs.get(keyOf(client, server)) ?? -Infinity) >= timeMs) return null
    const begun = { client, server, requests: 0, replies: 0, sinceMs: timeMs, lastMs: timeMs, ended: null }
    if (own) own.push(begun)
    else this.#live.set(client, [begun])
    this.count += 1
    const had = this.#had.get(client)
    if (!had) this.#had.set(client, [server])
    else if (!had.includes(server)) had.push(server)
    return begun
  }

  /**
   * @param server which was taken out just before; where it is none of its, the client's one that was idle longest ended
   * @returns the session that ended, if it is known
   */
  end(client: number, code: number, server: number, atMs: number): LiveSession | null {
    const own = this.#live.get(client) ?? []
    const why = whyOf(code)
    const taken = why === 'server-down' ? own.find((session) => session.server === server) : undefined
    const over = taken ?? own.toSorted((one, other) => one.lastMs - other.lastMs)[0]
    if (!over) return null
    own.splice(own.indexOf(over), 1)
    if (own.length === 0) this.#live.delete(client)
    over.ended = { why, atMs }
    this.#endedMs.set(keyOf(client, over.server), atMs)
    this.count -= 1
    this.#remember(over)
    return over
  }

  #remember(over: LiveSession): void {
    this.ended.push(over)
    if (this.ended.length <= endedMost) return
    this.ended.splice(0, forgottenTogether)
    this.forgotten += forgottenTogether
  }

  /** Each server that the client had, once, in the order in which it had them first. */
  serversOf(client: number): readonly number[] {
    return this.#had.get(client) ?? []
  }

  /** What each server had of the client, as far as it is remembered: [server, requests]. */
  requestsOf(client: number): [server: number, requests: number][] {
    const known = [...this.ended, ...(this.#live.get(client) ?? [])].filter((one) => one.client === client)
    return this.serversOf(client).map((server) => [
      server,
      known.reduce((sum, one) => sum + (one.server === server ? one.requests : 0), 0)
    ])
  }

  /** In the order of the clients, at most so many: those that go on first. */
  rows(most: number): LiveSession[] {
    const rows: LiveSession[] = []
    for (const own of this.#live.values()) {
      if (rows.length >= most) break
      rows.push(...own)
    }
    const room = Math.max(0, most - rows.length)
    rows.push(...this.ended.slice(this.ended.length - Math.min(room, this.ended.length)))
    return rows
      .slice(0, most)
      .toSorted((one, other) => one.client - other.client || one.sinceMs - other.sinceMs)
  }
}
