/** Looks at the receive queues of known sockets, cheaply enough for hundreds of looks a second (proc(5), /proc/net/udp). */
import { closeSync, openSync, readSync } from 'node:fs'
import { type EndpointAddress, isIpv6 } from '#shared/events/address'
import type { QueueReading } from '#shared/events/queue-samples'
import { type CounterFiles, counterFiles, isBoundTo, parseProcNetUdp } from './kernel'
import { hasProc } from './proc'

/** More than this is the table of another world than a student's machine: the rows after it are not looked at. */
const tableMaximumBytes = 1 << 18

export class QueueReader {
  readonly #file: number
  /** The table of IPv6; null where there is none. */
  readonly #fileSix: number | null
  readonly #buffer = Buffer.allocUnsafe(tableMaximumBytes)

  private constructor(file: number, fileSix: number | null) {
    this.#file = file
    this.#fileSix = fileSix
  }

  /** Null where the system has no such table, or does not let us read it. */
  static open({ udp, udp6 }: Pick<CounterFiles, 'udp' | 'udp6'> = counterFiles): QueueReader | null {
    const file = openTable(udp)
    return file === null ? null : new QueueReader(file, openTable(udp6))
  }

  /** What waits at each of the sockets now; null when one of them is not told, or not told apart. */
  read(locals: readonly EndpointAddress[]): QueueReading[] | null {
    const sockets = parseProcNetUdp(this.#rowsOf(locals))
    const readings: QueueReading[] = []
    for (const local of locals) {
      const [socket, ...others] = sockets.filter((candidate) => isBoundTo(candidate, local))
      if (!socket || others.length > 0) return null
      readings.push({ bytes: socket.receiveQueueBytes, drops: socket.drops })
    }
    return readings
  }

  /** The head of the table and the rows that name one of these ports: to read all rows would cost more than the file. */
  #rowsOf(locals: readonly EndpointAddress[]): string {
    const ports = locals.map(({ port }) => `:${port.toString(16).toUpperCase().padStart(4, '0')} `)
    const lines = this.#tables(locals).split('\n')
    return lines.filter((line, index) => index === 0 || ports.some((port) => line.includes(port))).join('\n')
  }

  /** Only those in which one of these sockets can be. */
  #tables(locals: readonly EndpointAddress[]): string {
    const isSix = locals.map(({ address }) => isIpv6(address))
    const six = this.#fileSix !== null && isSix.includes(true) ? this.#text(this.#fileSix) : ''
    return isSix.includes(false) ? `${this.#text(this.#file)}${six}` : six
  }

  /** The kernel hands the table out in pieces of a page. */
  #text(file: number): string {
    let length = 0
    try {
      while (length < tableMaximumBytes) {
        const read = readSync(file, this.#buffer, length, tableMaximumBytes - length, length)
        if (read === 0) break
        length += read
      }
    } catch {
      return ''
    }
    return this.#buffer.toString('latin1', 0, length)
  }

  close(): void {
    closeSync(this.#file)
    if (this.#fileSix !== null) closeSync(this.#fileSix)
  }
}

function openTable(path: string): number | null {
  if (!hasProc) return null
  try {
    return openSync(path, 'r')
  } catch {
    return null
  }
}
