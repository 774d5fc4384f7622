/** Which servers each client had, and how long it waited: what a tally knows of its numbers, read by client. */
import { type Percentiles, percentilesOf } from './latency'

/** Row n is of number n; client c (from 0) has the numbers from c * messages + 1. */
export interface ClientPaths {
  clients: number
  messages: number
  /** From 1; 0: none is known. */
  server: Uint8Array
  /** 0: it was not sent, or did not come back. */
  sentMs: Float64Array
  backMs: Float64Array
}

const serversOf = ({ server, messages }: ClientPaths, client: number): Uint8Array =>
  server.subarray(client * messages + 1, (client + 1) * messages + 1)

/** Clients that had more than one server. */
export function movedClients(paths: ClientPaths): number {
  let moved = 0
  for (let client = 0; client < paths.clients; client++) {
    const its = serversOf(paths, client)
    const first = its.find((server) => server > 0)
    if (its.some((server) => server > 0 && server !== first)) moved += 1
  }
  return moved
}

export interface Survivors {
  /** Clients whose server is still there. */
  clients: number
  /** How many of them had another one since. */
  moved: number
}

/** @param closed place in the pool of the server that was closed at `closedMs` */
export function survivorsOf(paths: ClientPaths, closed: number, closedMs: number): Survivors {
  const survivors = { clients: 0, moved: 0 }
  for (let client = 0; client < paths.clients; client++) {
    const its = serversOf(paths, client)
    const firstNumber = client * paths.messages + 1
    const wasBefore = (_server: number, index: number): boolean =>
      (paths.sentMs[firstNumber + index] ?? 0) < closedMs
    const before = its.filter(wasBefore).findLast((server) => server > 0)
    if (before === undefined || before === closed + 1) continue
    survivors.clients += 1
    const isOther = (server: number, index: number): boolean =>
      server > 0 && server !== before && !wasBefore(server, index)
    if (its.some(isOther)) survivors.moved += 1
  }
  return survivors
}

/** Of the numbers that came back: of all, or of those that one server had. */
export function latencyIn({ server: servers, sentMs, backMs }: ClientPaths, server?: number): Percentiles {
  const waits = backMs
    .map((back, number) => {
      const sent = sentMs[number] ?? 0
      const counts = server === undefined || servers[number] === server + 1
      return counts && back > 0 && sent > 0 ? Math.max(0, back - sent) : -1
    })
    .filter((ms) => ms >= 0)
  return percentilesOf(waits.sort())
}
