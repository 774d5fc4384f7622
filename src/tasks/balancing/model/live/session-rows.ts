/** The session table as the window shows it. */
import type { EndpointAddress } from '#shared/events/address'
import type { SessionEnd } from '../session-table'
import type { LivePool } from './live-pool'

export interface SessionRow {
  client: number
  /** Null: nobody told it. */
  address: EndpointAddress | null
  server: number
  requests: number
  replies: number
  /** On the events' clock. */
  sinceMs: number
  /** Null: it goes on. */
  ended: SessionEnd | null
}

export interface SessionRows {
  rows: SessionRow[]
  /** All that there were. */
  count: number
}

export function sessionRows({ sessions, book }: LivePool, most: number): SessionRows {
  return {
    count: sessions.count + sessions.ended.length + sessions.forgotten,
    rows: sessions.rows(most).map(({ client, server, requests, replies, sinceMs, ended }) => ({
      ...{ client, server, requests, replies, sinceMs },
      address: book.addresses[client] ?? null,
      ended: ended?.why ?? null
    }))
  }
}
