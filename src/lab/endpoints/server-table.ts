/**
 * The servers that this process has open, shared with every endpoint's thread: a datagram that comes from one of them is
 * an answer, whoever made it go astray, and to answer an answer has no end.
 */
import type { EndpointAddress } from '#shared/events/address'

const rowsMaximum = 1024
/** Words of a row: the address, and the port; port 0 is an empty row. */
const rowWords = 2
const portsBytes = 65_536

const anyAddress = 0

/** Of four decimal octets. */
const numberOf = (address: string): number =>
  address.split('.').reduce((number, octet) => ((number << 8) | Number(octet)) >>> 0, 0)

export class ServerTable {
  readonly buffer: SharedArrayBuffer
  /** Servers on each port: asked first, as almost no datagram comes from such a port. */
  readonly #ports: Uint8Array
  readonly #rows: Uint32Array

  constructor(buffer = new SharedArrayBuffer(portsBytes + 4 * rowWords * rowsMaximum)) {
    this.buffer = buffer
    this.#ports = new Uint8Array(buffer, 0, portsBytes)
    this.#rows = new Uint32Array(buffer, portsBytes)
  }

  /** Lists a server; returns what takes it off the list. Only the process's main thread writes. */
  add({ address, port }: EndpointAddress): () => void {
    for (let row = 0; row < this.#rows.length; row += rowWords) {
      if (Atomics.load(this.#rows, row + 1) !== 0) continue
      Atomics.store(this.#rows, row, numberOf(address))
      Atomics.store(this.#rows, row + 1, port)
      Atomics.add(this.#ports, port, 1)
      return () => {
        Atomics.store(this.#rows, row + 1, 0)
        Atomics.sub(this.#ports, port, 1)
      }
    }
    return () => undefined
  }

  mayHave(port: number): boolean {
    return this.#ports[port] !== 0
  }

  /** @param ours the address is one of this machine's: a server on 0.0.0.0 answers from all of them */
  has({ address, port }: EndpointAddress, ours: boolean): boolean {
    const wanted = numberOf(address)
    for (let row = 0; row < this.#rows.length; row += rowWords) {
      if (Atomics.load(this.#rows, row + 1) !== port) continue
      const bound = Atomics.load(this.#rows, row)
      if (bound === wanted || (bound === anyAddress && ours)) return true
    }
    return false
  }
}

/** Of this process. */
export const servers = new ServerTable()
