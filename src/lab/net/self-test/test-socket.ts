/** A socket of the engine under test, open for one check: what it heard, and waiting for it without holding the thread. */
import type { Fault } from '#shared/fault'
import type { EndpointAddress } from '#shared/events/address'
import { loopbackAddress } from '#shared/exercise'
import { monotonicMs } from '../../clock'
import { nextTurn } from '../../next-turn'
import type { OpenedSocket, UdpSocket, UdpSocketEvents } from '../udp-socket'

/** A new socket of the engine under test. */
export type MakeSocket = (events: UdpSocketEvents) => UdpSocket

export interface Heard {
  payload: Uint8Array
  from: EndpointAddress
  /** As told: the length on the wire. */
  sizeBytes: number
  /** When it was read (clock.ts). */
  atMs: number
}

export interface TestOptions {
  receiveSizeBytes?: number
  receiveBufferBytes?: number
  readsTogether?: number
  /** 0, and without it: any port. */
  port?: number
}

/** Loopback needs microseconds; a machine that is busy with something else is given time. */
const patienceMs = 250

export class TestSocket {
  readonly heard: Heard[] = []
  readonly faults: Fault[] = []
  readonly #socket: UdpSocket
  #opened: OpenedSocket = noSocket

  constructor(make: MakeSocket) {
    this.#socket = make({
      datagram: (payload, address, port, sizeBytes) =>
        this.heard.push({
          payload: Uint8Array.from(payload),
          from: { address, port },
          sizeBytes,
          atMs: monotonicMs()
        }),
      fault: (fault) => this.faults.push(fault)
    })
  }

  get opened(): OpenedSocket {
    return this.#opened
  }

  /** Null, or why it could not be opened. */
  async open({
    receiveSizeBytes = 1024,
    receiveBufferBytes,
    readsTogether = 1,
    port = 0
  }: TestOptions): Promise<string | null> {
    const opened = await this.#socket.open({
      local: { address: loopbackAddress, port },
      receiveBufferBytes: receiveBufferBytes ?? null,
      receiveSizeBytes,
      readsTogether
    })
    if (!opened.ok) return opened.fault.message
    // It reads in wait() alone: this thread may be the window's, which no system call may hold.
    this.#socket.hold()
    this.#opened = opened.value
    return null
  }

  /** Null, or why there is no peer. */
  async connect(peer: EndpointAddress): Promise<string | null> {
    const connected = await this.#socket.connect(peer)
    return connected.ok ? null : connected.fault.message
  }

  /** `to` is null on a connected socket. */
  send(payload: Uint8Array, to: EndpointAddress | null): Promise<{ error: Error | null; handedMs: number }> {
    const sent = new Promise<{ error: Error | null; handedMs: number }>((resolve) =>
      this.#socket.send(payload, to, (error, handedMs) => resolve({ error, handedMs }))
    )
    this.#socket.flush()
    return sent
  }

  /** Reads until it is so; false when it never was. */
  async until(isSo: () => boolean): Promise<boolean> {
    const endMs = monotonicMs() + patienceMs
    while (!isSo()) {
      if (monotonicMs() > endMs) return false
      await this.read()
    }
    return true
  }

  /** Reads what is there, and lets the event loop turn. */
  async read(): Promise<void> {
    await this.#socket.wait(0)
    await nextTurn()
  }

  close(): Promise<void> {
    return this.#socket.close()
  }
}

const noSocket: OpenedSocket = {
  local: { address: loopbackAddress, port: 0 },
  buffer: { requestedBytes: null, grantedBytes: null }
}

/** Opens a socket for each of the options, for the time of `work`, which gives what does not hold, or null. */
export async function withSockets(
  make: MakeSocket,
  options: readonly [TestOptions, TestOptions],
  work: (first: TestSocket, second: TestSocket) => Promise<string | null>
): Promise<string | null> {
  const first = new TestSocket(make)
  const second = new TestSocket(make)
  try {
    return (await first.open(options[0])) ?? (await second.open(options[1])) ?? (await work(first, second))
  } finally {
    await first.close()
    await second.close()
  }
}
