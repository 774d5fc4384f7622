/**
 * The servers that this process has open, shared with every endpoint's thread: a datagram that comes from one of them is
 * an answer, whoever made it go astray, and to answer an answer has no end.
 */
import { anyAddressesOf, type EndpointAddress } from '#shared/events/address'
import { groupsOfIpv6 } from '#shared/events/ipv6'

const rowsMaximum = 1024
/** Words of an address: IPv6's four, or those of ::ffff:a.b.c.d for IPv4. */
const addressWords = 4
/** Words of a row: the address, and the port; port 0 is an empty row. */
const rowWords = addressWords + 1
const portsBytes = 65_536

function wordsOf(address: string): number[] {
  const groups =
    groupsOfIpv6(address.includes(':') ? address : `::ffff:${address}`) ?? new Array<number>(8).fill(0)
  return Array.from(
    { length: addressWords },
    (_, word) => (groups[2 * word]! * 0x1_0000 + groups[2 * word + 1]!) >>> 0
  )
}

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
      if (Atomics.load(this.#rows, row + addressWords) !== 0) continue
      for (const [index, word] of wordsOf(address).entries()) Atomics.store(this.#rows, row + index, word)
      Atomics.store(this.#rows, row + addressWords, port)
      Atomics.add(this.#ports, port, 1)
      return () => {
        Atomics.store(this.#rows, row + addressWords, 0)
        Atomics.sub(this.#ports, port, 1)
      }
    }
    return () => undefined
  }

  mayHave(port: number): boolean {
    return this.#ports[port] !== 0
  }

  /** @param ours the address is one of this machine's: a server on 0.0.0.0 or :: answers from all of them */
  has({ address, port }: EndpointAddress, ours: boolean): boolean {
    const wanted = [address, ...(ours ? anyAddressesOf(address) : [])].map(wordsOf)
    for (let row = 0; row < this.#rows.length; row += rowWords) {
      if (Atomics.load(this.#rows, row + addressWords) !== port) continue
      if (wanted.some((words) => this.#isAt(row, words))) return true
    }
    return false
  }

  #isAt(row: number, words: readonly number[]): boolean {
    return words.every((word, index) => Atomics.load(this.#rows, row + index) === word)
  }
}

/** Of this process. */
export const servers = new ServerTable()
