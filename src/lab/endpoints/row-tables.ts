/** The tables that an endpoint's events point into: peers and payloads, each told once, looked up within bounds. */
import type { EndpointAddress } from '#shared/events/address'
import { lastingPeers, payloadReach, peerReach } from '#shared/events/event-store'
import { keptPayloadBytes } from '#shared/events/payload'

export class PeerTable {
  /** The first are found for ever: a run's partner is among them, whoever floods its socket. */
  readonly #lasting = new Map<string, number>()
  #late = new Map<string, number>()
  #count = 0
  #added: EndpointAddress[] = []
  #lastAddress = ''
  #lastPort = -1
  #lastRow = 0

  /** Row of the table, from 1. */
  row(address: string, port: number): number {
    if (port === this.#lastPort && address === this.#lastAddress) return this.#lastRow
    const key = `${address}:${port}`
    const row = this.#lasting.get(key) ?? this.#late.get(key) ?? this.#add(key, { address, port })
    this.#lastAddress = address
    this.#lastPort = port
    this.#lastRow = row
    return row
  }

  #add(key: string, peer: EndpointAddress): number {
    const row = ++this.#count
    this.#added.push(peer)
    if (row <= lastingPeers) this.#lasting.set(key, row)
    else {
      if (this.#late.size >= peerReach) this.#late.clear()
      this.#late.set(key, row)
    }
    return row
  }

  /** Rows that were added since the last time. */
  take(): EndpointAddress[] {
    const added = this.#added
    this.#added = []
    return added
  }
}

export class PayloadTable {
  /** A flood of different payloads is kept as it comes: only the last ones are looked up. */
  readonly #rows = new Map<string, number>()
  #count = 0
  #added: Uint8Array[] = []
  /** Of a payload that is longer its beginning is kept. */
  keptBytes = keptPayloadBytes

  /** Row of the table, from 1. */
  row(payload: Uint8Array): number {
    const length = Math.min(payload.byteLength, this.keptBytes)
    const key = Buffer.from(payload.buffer, payload.byteOffset, length).toString('latin1')
    const known = this.#rows.get(key)
    if (known !== undefined) return known
    this.#count += 1
    this.#added.push(payload.slice(0, length))
    if (this.#rows.size >= payloadReach) this.#rows.clear()
    this.#rows.set(key, this.#count)
    return this.#count
  }

  take(): Uint8Array[] {
    const added = this.#added
    this.#added = []
    return added
  }
}
