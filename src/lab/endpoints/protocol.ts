/** What the lab and an endpoint's thread say to each other. */
import type { MessagePort } from 'node:worker_threads'
import type { Fault, Result } from '#shared/fault'
import type { EndpointAddress } from '#shared/events/address'
import type { EventBatch } from '#shared/events/batch'
import type { BeyondCounts } from '#shared/events/beyond'
import type { EngineName } from '#shared/events/engine'
import type { Whereabouts } from '#shared/events/motion'
import type { OpenedSocket, OpenOptions, PortUnreachable } from '../net/udp-socket'
import type { ThreadRequest, ThreadResponse } from '../thread-calls'

/** What the endpoint does with a datagram that arrives. */
export type Behaviour =
  | { kind: 'listen' }
  /** Answers each with the same text, after a delay where one is set. */
  | { kind: 'reply'; text: string; delayMs: number }
  /** Sends each back as it came, after keeping busy for the service time. */
  | { kind: 'echo'; serviceUs: number }
  /** A task's own (tasks/behaviours.ts), by its name; `options` are what it asks for. `isBusy`: with each datagram. */
  | { kind: 'own'; name: string; options: unknown; isBusy?: boolean }

export interface BurstPlan {
  to: EndpointAddress
  /** The socket is connected to `to`: send() takes no address. */
  connected?: boolean
  /** Sends 1 to count. */
  count: number
  /** Datagrams per second; 0: as fast as possible. */
  rate: number
  reads: 'after' | 'while'
  /** Each number's text is padded with spaces to this many bytes; null, as without it: the text alone. */
  payloadBytes?: number | null
  /** After the last send: the silence, in ms, after which the client stops waiting. */
  silenceMs: number
}

export interface BurstReport {
  elapsedMs: number
  cancelled: boolean
  /** Datagrams that send() accepted. */
  accepted: number
  /** Why send() refused the first that it did; null: it refused none. */
  refusal: Fault | null
}

/** How many lines an endpoint's program prints: when it is up, and about each datagram. */
export interface ProgramLines {
  greeting: number
  perDatagram: number
}

export interface ExchangePlan {
  /** connect() to the first target, then send() without an address. */
  connected: boolean
  payload: Uint8Array
  /** One datagram to each, and one answer from each. */
  targets: EndpointAddress[]
  /** Ms without anybody held, after which the client waits no more. */
  waitMs: number
}

export interface Commands {
  open: {
    /**
     * `counted`: nobody reads the events of its datagrams: they are only counted.
     * `lines`: the endpoint goes through a program that slow motion may hold between its calls; without it: none.
     */
    input: Omit<OpenOptions, 'readsTogether'> & {
      behaviour: Behaviour
      counted?: boolean
      lines?: ProgramLines | null
    }
    output: Result<OpenedSocket>
  }
  connect: { input: EndpointAddress; output: Result<void> }
  /**
   * connect() by a program that was busy with something else: nothing is read meanwhile, so that what comes waits in the kernel.
   * The thread sets the first slot of `gate` when it begins to wait, and goes on when the second is set, or when time is up.
   */
  connectLate: { input: { peer: EndpointAddress; gate: SharedArrayBuffer }; output: Result<void> }
  disconnect: { input: null; output: Result<OpenedSocket> }
  send: { input: { payload: Uint8Array; to: EndpointAddress | null }; output: Result<void> }
  /** Answers when `count` datagrams or a refusal have come since the socket was opened, or when time is up. */
  receive: { input: ReceivePlan; output: Result<ReceiveReport> }
  /** What a second, unconnected socket that asks for its errors is told (UdpSocket.askForError). */
  askForError: {
    input: { to: EndpointAddress; payload: Uint8Array; waitMs: number }
    output: Result<PortUnreachable | null>
  }
  /** A client's whole program but for its socket's making and closing. */
  exchange: { input: ExchangePlan; output: Result<ReceiveReport> }
  /** Slow motion was switched on: tell where you are. */
  whereabouts: { input: null; output: null }
  burst: { input: BurstPlan; output: Result<BurstReport> }
  /** A task's own work (tasks/behaviours.ts), by its name; `input` is what it asks for. */
  work: { input: { name: string; input: unknown }; output: Result<unknown> }
  /**
   * Answers when all that waited in the queue was read: nothing has arrived for `silenceMs`, or, while strangers keep
   * writing, `most` datagrams have: more than the queue can hold.
   */
  settle: { input: { silenceMs: number; most: number }; output: null }
  /** Datagrams that the kernel dropped at this socket, or null where it does not tell. */
  drops: { input: null; output: number | null }
  close: { input: null; output: null }
}

export interface ReceivePlan {
  count: number
  waitMs: number
  /** Only datagrams from where this socket has sent one count. */
  fromPeers?: boolean
}

export interface ReceiveReport {
  /** Datagrams; of an exchange: targets that answered, however often, and no strangers. */
  received: number
  refused: boolean
}

export type CommandName = keyof Commands

/** What an endpoint does for each command. */
export type CommandHandlers = {
  [K in CommandName]: (input: Commands[K]['input']) => Promise<Commands[K]['output']> | Commands[K]['output']
}

export type Request = ThreadRequest<Commands>

export type FromThread =
  | ({ type: 'response' } & ThreadResponse<Commands>)
  | { type: 'batch'; batch: Omit<EventBatch, 'sessionId' | 'endpointId'> }
  /** Events that came since the last time and are only counted. */
  | { type: 'beyond'; counts: BeyondCounts }
  /** The socket was connected by the program itself. */
  | { type: 'connected'; peer: EndpointAddress }
  | { type: 'place'; place: Whereabouts; printedTo: number }

/**
 * Slots of the shared Int32Array through which the lab reaches a thread that is too busy to read messages. `cancel`: stop
 * what keeps you busy; `beat`: counts signs of life; `enough`: no answer is missing that could still come; `descriptor`:
 * the socket's, which the lab closes should the thread die; `released`: the last stop of slow motion that the lab let go;
 * `wake`: counts up whenever a thread that sleeps at such a stop is to look again; `flightBytes`: size of the batches that
 * the thread has sent and the lab has not taken yet; `full`: no more payloads are kept, the thread only counts them.
 */
export const controlSlots = {
  cancel: 0,
  beat: 1,
  enough: 2,
  descriptor: 3,
  released: 4,
  wake: 5,
  flightBytes: 6,
  full: 7,
  length: 8
} as const

export interface ThreadData {
  control: SharedArrayBuffer
  /** Shared by the threads of a task (motionSlots, gate.ts). */
  motion: SharedArrayBuffer
  /** Of this process's servers (server-table.ts). */
  servers: SharedArrayBuffer
  engine: EngineName
  /** Descriptor of the eventfd by which the lab wakes the thread; -1: none. */
  bell: number
}

/** Makes a thread an endpoint's: what the two say to each other goes through `port`, until that closes. */
export interface ThreadLease extends ThreadData {
  port: MessagePort
}
