/**
 * Which server each client has: the balancer's sessions. UDP has no connection whose end could be seen, so a session ends by idle
 * time or when as many replies came as were expected; the table is bounded, and the one that was idle longest makes room.
 */

/** Why a session ended. */
export type SessionEnd = 'idle' | 'replies' | 'evicted' | 'server-down'

export interface ClientSession<T> {
  /** The client's address and port (source-hash.ts). */
  key: string
  /** Index of its server. */
  server: number
  lastMs: number
  requests: number
  replies: number
  /** What belongs to it: its upstream socket. */
  held: T
}

export interface SessionLimits {
  /** Silence after which a session is over. */
  idleMs: number
  /** Replies after which it is over; null: by idle time alone. */
  replies: number | null
  sessions: number
}

export class SessionTable<T> {
  readonly #limits: SessionLimits
  readonly #ended: (session: ClientSession<T>, why: SessionEnd) => void
  /** The one that was idle longest first: a Map keeps the order in which its keys were set. */
  readonly #sessions = new Map<string, ClientSession<T>>()
  /** The last one of them, if it is still there. */
  #newest: ClientSession<T> | null = null

  /** @param ended told of each session that is no more, so that its socket can be closed */
  constructor(limits: SessionLimits, ended: (session: ClientSession<T>, why: SessionEnd) => void) {
    this.#limits = limits
    this.#ended = ended
  }

  get size(): number {
    return this.#sessions.size
  }

  /** In the order of their last datagrams, the oldest first. */
  get sessions(): IterableIterator<ClientSession<T>> {
    return this.#sessions.values()
  }

  get(key: string): ClientSession<T> | null {
    return this.#sessions.get(key) ?? null
  }

  /** A new session; when the table is full, the one that was idle longest ends for it. */
  begin(key: string, server: number, held: T, nowMs: number): ClientSession<T> {
    const [oldest] = this.#sessions.values()
    if (oldest && this.#sessions.size >= this.#limits.sessions) this.#end(oldest, 'evicted')
    const session = { key, server, lastMs: nowMs, requests: 0, replies: 0, held }
    this.#sessions.set(key, session)
    this.#newest = session
    return session
  }

  /** A datagram of the client went to its server. */
  request(session: ClientSession<T>, nowMs: number): void {
    session.requests += 1
    this.#touch(session, nowMs)
  }

  /** A datagram of its server went to the client. */
  reply(session: ClientSession<T>, nowMs: number): void {
    session.replies += 1
    this.#touch(session, nowMs)
    const { replies } = this.#limits
    if (replies !== null && session.replies >= replies) this.#end(session, 'replies')
  }

  #touch(session: ClientSession<T>, nowMs: number): void {
    session.lastMs = nowMs
    // A client that writes again and again stands there already.
    if (session === this.#newest || !this.#sessions.delete(session.key)) return
    this.#sessions.set(session.key, session)
    this.#newest = session
  }

  /** Ends what was idle too long. Returns in how many ms the next one will have been; null: there is none. */
  expire(nowMs: number): number | null {
    for (const session of this.#sessions.values()) {
      const leftMs = session.lastMs + this.#limits.idleMs - nowMs
      if (leftMs > 0) return leftMs
      this.#end(session, 'idle')
    }
    return null
  }

  /** Ends the sessions of a server that is down. Returns how many there were. */
  endOf(server: number): number {
    const its = [...this.#sessions.values()].filter((session) => session.server === server)
    for (const session of its) this.#end(session, 'server-down')
    return its.length
  }

  /** Takes one out without a word: it never came to be. */
  drop({ key }: ClientSession<T>): void {
    this.#sessions.delete(key)
  }

  #end(session: ClientSession<T>, why: SessionEnd): void {
    if (this.#sessions.delete(session.key)) this.#ended(session, why)
  }
}
