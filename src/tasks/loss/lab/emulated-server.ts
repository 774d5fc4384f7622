/**
 * A receive queue emulated in the server, a hypothesis that fits the exercise: it charges the bytes of payload and nothing else, and a
 * datagram that was read makes room at once. It stands behind a real socket with a large buffer, which is read without
 * pause; one datagram a service time is taken from it and sent back.
 */
import { EventKind } from '#shared/events/batch'
import { monotonicMs } from '#lab/clock'
import type { Receiver, ReceiverNeeds } from '#lab/endpoints/receiver'
import { controlSlots } from '#lab/endpoints/protocol'

export interface Waiting {
  payload: Uint8Array
  address: string
  port: number
}

/** First in, first out, in bytes of payload. */
export class PayloadQueue {
  readonly #capacityBytes: number
  #items: Waiting[] = []
  #head = 0
  #bytes = 0

  constructor(capacityBytes: number) {
    this.#capacityBytes = capacityBytes
  }

  get length(): number {
    return this.#items.length - this.#head
  }

  /** False: its bytes do not fit, and it is dropped. */
  offer(item: Waiting): boolean {
    if (this.#bytes + item.payload.length > this.#capacityBytes) return false
    this.#bytes += item.payload.length
    this.#items.push(item)
    return true
  }

  take(): Waiting | null {
    const item = this.#items[this.#head]
    if (!item) return null
    this.#head += 1
    this.#bytes -= item.payload.length
    if (this.#head === 4096 || this.#head === this.#items.length) {
      this.#items = this.#items.slice(this.#head)
      this.#head = 0
    }
    return item
  }
}

/** What a server that was kept from its work makes good at most. */
const catchUpMs = 50
/** Answers in one turn of the event loop, so that the socket is read in between. */
const turnMost = 32

/**
 * The server: a datagram leaves the queue when its service begins, as recvfrom() takes it, and is answered when the
 * service is over. Times are kept by the clock and caught up with on every arrival, so that timers of 1 ms are enough.
 */
export class EmulatedServer {
  readonly #queue: PayloadQueue
  readonly #serviceMs: number
  readonly #reply: (item: Waiting) => void
  readonly #nowMs: () => number
  #current: Waiting | null = null
  #doneMs = 0
  /** Datagrams that were taken into the queue so far. */
  taken = 0

  constructor(
    capacityBytes: number,
    serviceUs: number,
    reply: (item: Waiting) => void,
    nowMs: () => number = monotonicMs
  ) {
    this.#queue = new PayloadQueue(capacityBytes)
    this.#serviceMs = serviceUs / 1000
    this.#reply = reply
    this.#nowMs = nowMs
  }

  /** Milliseconds until there is something to do; null: nothing waits. */
  get dueInMs(): number | null {
    return this.#current ? Math.max(0, this.#doneMs - this.#nowMs()) : null
  }

  /** A datagram arrives. False: the queue is full. */
  arrive(item: Waiting): boolean {
    this.advance()
    if (!this.#queue.offer(item)) return false
    this.taken += 1
    if (!this.#current) this.#next(this.#nowMs())
    return true
  }

  /** Does what is due by now. `hurry`: no service takes time any more. */
  advance(hurry = false): void {
    const nowMs = this.#nowMs()
    for (let turn = 0; turn < turnMost && this.#current && (hurry || this.#doneMs <= nowMs); turn++) {
      this.#reply(this.#current)
      this.#next(Math.max(this.#doneMs, nowMs - catchUpMs))
    }
  }

  #next(beginMs: number): void {
    this.#current = this.#queue.take()
    this.#doneMs = beginMs + this.#serviceMs
  }
}

export interface EmulatedEcho {
  serviceUs: number
  capacityBytes: number
}

/**
 * Drops that wait to be recorded until the answers before them are, so that the rows of the server stand in the order of
 * their times: else an answer would be told as given after the drop that it came before, and after its own return.
 */
class LateDrops {
  #waiting: { answersBefore: number; record: () => void }[] = []

  add(answersBefore: number, record: () => void): void {
    this.#waiting.push({ answersBefore, record })
  }

  /** @param told Answers that were recorded so far. */
  record(told: number): void {
    let ready = 0
    for (const { answersBefore, record } of this.#waiting) {
      if (answersBefore > told) break
      record()
      ready += 1
    }
    if (ready > 0) this.#waiting = this.#waiting.slice(ready)
  }
}

export function emulatedEchoReceiver(
  { serviceUs, capacityBytes }: EmulatedEcho,
  { socket, recorder, control }: ReceiverNeeds
): Receiver {
  /** Answers that were handed to send(). */
  let handed = 0
  /** Of these, answers of which send() has said what became of them: node:dgram says so a turn of the event loop later. */
  let told = 0
  const drops = new LateDrops()
  const server = new EmulatedServer(capacityBytes, serviceUs, ({ payload, address, port }) => {
    handed += 1
    socket.send(payload, { address, port }, (error, handedMs) => {
      told += 1
      const kind = error ? EventKind.received : EventKind.served
      recorder.payload(kind, address, port, payload, payload.length, handedMs)
      drops.record(told)
    })
  })
  let timer: NodeJS.Timeout | null = null
  const tick = (): void => {
    timer = null
    server.advance(Atomics.load(control, controlSlots.cancel) !== 0)
    wake()
  }
  const wake = (): void => {
    const dueInMs = server.dueInMs
    if (dueInMs !== null) timer ??= setTimeout(tick, dueInMs)
  }
  const receiver: Receiver = (payload, address, port, sizeBytes) => {
    // It waits longer than the socket keeps it.
    const kept = Uint8Array.prototype.slice.call(payload)
    if (!server.arrive({ payload: kept, address, port })) {
      const atMs = monotonicMs()
      drops.add(handed, () => recorder.payload(EventKind.dropped, address, port, kept, sizeBytes, atMs))
      drops.record(told)
    }
    wake()
  }
  receiver.drained = async () => {
    const last = server.taken
    while (told < last) await new Promise((resolve) => setTimeout(resolve, 5))
  }
  return receiver
}
