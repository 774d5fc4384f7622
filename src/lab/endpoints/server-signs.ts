/**
 * How a server of UDP Lab is known to other processes of this machine: an abstract Unix socket of a name that tells its
 * address (unix(7)). It goes with its process, however that ends, and is seen in the same network namespace only, as the
 * UDP socket is. Linux alone has such names.
 */
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { anyAddressesOf, type EndpointAddress, plainAddress } from '#shared/events/address'
import { hasProc } from '../net/proc'

const word = 'udp-lab-server'
const signs = new RegExp(`@${word} ([0-9a-f.:]+):(\\d+)`, 'g')
/** proc_pid_net(5): each Unix socket with its name, in which @ stands for the first NUL. */
const unixSockets = '/proc/net/unix'
/** What was read is good for so long. */
const freshMs = 20

/** Puts the sign up; returns what takes it down. Where it cannot be put up nothing is lost but that others see it. */
export function announce({ address, port }: EndpointAddress): () => void {
  if (process.platform !== 'linux') return () => undefined
  const sign = createServer((visitor) => visitor.destroy())
  sign.on('error', () => undefined)
  sign.listen(`\0${word} ${address}:${port}`)
  sign.unref()
  return () => void sign.close()
}

export class ServerSigns {
  readonly #file: string
  #addresses = new Map<number, string[]>()
  #readMs = Number.NEGATIVE_INFINITY

  constructor(file = unixSockets) {
    this.#file = file
  }

  /** @param ours the address is one of this machine's: a server on 0.0.0.0 or :: answers from all of them */
  has({ address, port }: EndpointAddress, ours: boolean, nowMs: number): boolean {
    if (nowMs - this.#readMs > freshMs) this.#read(nowMs)
    const bound = this.#addresses.get(port) ?? []
    const wanted = [plainAddress(address), ...(ours ? anyAddressesOf(address) : [])]
    return wanted.some((one) => bound.includes(one))
  }

  #read(nowMs: number): void {
    this.#readMs = nowMs
    this.#addresses = new Map()
    if (!hasProc) return
    let text: string
    try {
      text = readFileSync(this.#file, 'utf8')
    } catch {
      return
    }
    for (const [, address, port] of text.matchAll(signs)) {
      this.#addresses.set(Number(port), [...(this.#addresses.get(Number(port)) ?? []), address!])
    }
  }
}
