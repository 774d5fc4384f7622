/**
 * Keeps a server from answering a server. One datagram with a forged source sets two of them answering each other without
 * end (CERT advisory CA-1996-01; inetd refuses such sources for the same reason). On the wire an echo server that sends
 * everything back cannot be told from a client that sends the same text again after every answer, so what the peer sends
 * is not enough. A peer is taken for a server when
 *
 * - its address is this socket's own: nobody sends from there but who forges it. Never answered;
 * - its address is one of this process's servers (server-table.ts), or of another process of UDP Lab (server-signs.ts):
 *   known for certain. Never answered;
 * - its port lies outside the range that the system gives to clients, so that a program chose it as servers do, and it
 *   sends the same datagram again and again without a pause. It is answered again after a pause, or when it sends
 *   something new: a client that was bound to such a port on purpose loses a few answers, and is told why.
 *
 * The hot path of an ordinary client is one question about its port: that it is a client is asked once, and again now and then.
 */
import { readFileSync } from 'node:fs'
import { networkInterfaces } from 'node:os'
import { type EndpointAddress, isAnyAddress, isLoopback, plainAddress } from '#shared/events/address'
import { hasProc } from '../net/proc'
import { ServerSigns } from './server-signs'
import type { ServerTable } from './server-table'

/** The same datagram so many times: with both sides' answers that is below ten datagrams, whoever else answers. */
export const repeatsMaximum = 4
/** Who was silent for so long speaks of its own accord: a server would have answered long before. */
export const pauseMs = 500
/** Different datagrams of one peer that may be under way in one loop. */
const printsMaximum = 32
const peersMaximum = 64
/** After so many datagrams each port is asked about anew: somebody else may have it by then. */
const datagramsPerLook = 16_384

export type Refusal =
  | { reason: 'own-address'; news: boolean }
  /** `repeats`: the same datagrams until now; 0: it is known to be a server of UDP Lab. */
  | { reason: 'server'; repeats: number; news: boolean }

interface Peer {
  lastMs: number
  /** Datagrams in a row that it had sent before. */
  repeats: number
  prints: Set<number>
  told: boolean
}

export interface ClientPorts {
  low: number
  high: number
}

/** The ports that the system gives to sockets that ask for none: Linux's own answer, or IANA's range (RFC 6335). */
export function readClientPorts(file = '/proc/sys/net/ipv4/ip_local_port_range'): ClientPorts {
  const registered = { low: 49_152, high: 65_535 }
  if (!hasProc) return registered
  try {
    const [low, high] = readFileSync(file, 'utf8').trim().split(/\s+/).map(Number)
    if (low! > 0 && high! >= low!) return { low: low!, high: high! }
  } catch {
    // It may be hidden.
  }
  return registered
}

/** FNV-1a of 32 bits, with the length. */
function printOf(payload: Uint8Array): number {
  let hash = 0x811c9dc5 ^ payload.length
  for (const byte of payload) hash = Math.imul(hash ^ byte, 0x01000193)
  return hash >>> 0
}

export class LoopGuard {
  readonly #local: EndpointAddress
  readonly #servers: ServerTable
  readonly #clientPorts: ClientPorts
  readonly #addresses: ReadonlySet<string>
  readonly #peers = new Map<string, Peer>()
  readonly #signs: ServerSigns
  /** 1: a client has the port, as far as was seen. */
  readonly #clients = new Uint8Array(65_536)
  #datagrams = 0

  constructor(
    local: EndpointAddress,
    servers: ServerTable,
    clientPorts = readClientPorts(),
    signs = new ServerSigns()
  ) {
    this.#local = local
    this.#servers = servers
    this.#clientPorts = clientPorts
    this.#signs = signs
    const interfaces = isLoopback(local.address) ? [] : Object.values(networkInterfaces()).flat()
    this.#addresses = new Set(interfaces.map((each) => each?.address ?? ''))
  }

  /** Whether refuse() has to be asked at all. */
  suspects(port: number): boolean {
    this.#datagrams += 1
    if (this.#datagrams % datagramsPerLook === 0) this.#clients.fill(0)
    return this.#clients[port] === 0 || port === this.#local.port || this.#servers.mayHave(port)
  }

  /** Why this datagram gets no answer, or null. `news`: this has not been said of the peer yet. */
  refuse(payload: Uint8Array, address: string, port: number, nowMs: number): Refusal | null {
    const ours = isLoopback(address) || this.#addresses.has(plainAddress(address))
    const chosen = this.#isChosen(port)
    const server = this.#isServer({ address, port }, ours, nowMs)
    if (!chosen && !server && port !== this.#local.port) {
      this.#clients[port] = 1
      return null
    }
    const peer = this.#peerOf(`${address}:${port}`, nowMs)
    const paused = nowMs - peer.lastMs >= pauseMs
    peer.lastMs = nowMs
    if (paused) {
      peer.told = false
      this.#forget(peer)
    }
    if (port === this.#local.port && this.#isOwn(address, ours)) {
      return { reason: 'own-address', news: this.#isNews(peer) }
    }
    if (server) return { reason: 'server', repeats: 0, news: this.#isNews(peer) }
    return chosen ? this.#repeated(payload, peer) : null
  }

  /** Known to be one: of this process, which the table tells without a file being read, or of another one. */
  #isServer(peer: EndpointAddress, ours: boolean, nowMs: number): boolean {
    if (this.#servers.mayHave(peer.port) && this.#servers.has(peer, ours)) return true
    return ours && this.#signs.has(peer, ours, nowMs)
  }

  /** A program named the port, as servers do. */
  #isChosen(port: number): boolean {
    const { low, high } = this.#clientPorts
    return port < low || port > high
  }

  #repeated(payload: Uint8Array, peer: Peer): Refusal | null {
    const print = printOf(payload)
    if (!peer.prints.has(print)) {
      if (peer.prints.size >= printsMaximum) peer.prints.clear()
      peer.prints.add(print)
      peer.repeats = 0
      peer.told = false
      return null
    }
    peer.repeats += 1
    if (peer.repeats + 1 < repeatsMaximum) return null
    return { reason: 'server', repeats: peer.repeats + 1, news: this.#isNews(peer) }
  }

  #isOwn(address: string, ours: boolean): boolean {
    return address === this.#local.address || (isAnyAddress(this.#local.address) && ours)
  }

  #isNews(peer: Peer): boolean {
    const { told } = peer
    peer.told = true
    return !told
  }

  #forget(peer: Peer): void {
    peer.repeats = 0
    peer.prints.clear()
  }

  #peerOf(key: string, nowMs: number): Peer {
    const known = this.#peers.get(key)
    if (known) return known
    if (this.#peers.size >= peersMaximum) this.#peers.delete(this.#peers.keys().next().value!)
    const peer: Peer = { lastMs: nowMs, repeats: 0, prints: new Set(), told: false }
    this.#peers.set(key, peer)
    return peer
  }
}
