/** One endpoint inside its thread: a socket, what it does with datagrams, and the commands that drive it. */
import { failure, type Result, success } from '#shared/fault'
import type { EndpointAddress } from '#shared/events/address'
import { EventKind } from '#shared/events/batch'
import { errnoOf, faultOfErrno } from '../net/errno'
import { readKernelSocket } from '../net/kernel'
import type { FurtherSocket, OpenedSocket, SendCallback, UdpSocket, UdpSocketEvents } from '../net/udp-socket'
import { type OwnBehaviours, readsTogetherFor, receiverFor } from './behaviour'
import { type OwnWorks, workNamed, type WorkNeeds } from './work'
import { FurtherSockets } from './further-sockets'
import { receiveAsPlanned } from './receive'
import type { Receiver } from './receiver'
import { runBurst } from './burst'
import { beBusy } from './busy-gate'
import { runExchange } from './exchange'
import type { Gate } from './gate'
import { LoopGuard } from './loop-guard'
import { mayAnswer } from './may-answer'
import { type CommandHandlers, controlSlots, type ProgramLines } from './protocol'
import { Partners } from './partners'
import type { Recorder } from './recorder'
import { rehearse } from './rehearse'
import type { ServerTable } from './server-table'
import { untilSilent } from './silence'
import { beginServing } from './stepped-server'

export interface EndpointNeeds {
  recorder: Recorder
  control: Int32Array
  gate: Gate
  servers: ServerTable
  own: OwnBehaviours
  works: OwnWorks
  /** Makes a socket beside the endpoint's own. */
  makeFurther: (events: UdpSocketEvents) => FurtherSocket
  /** The endpoint's program has connected its socket. */
  tellConnected: (peer: EndpointAddress) => void
}

export class Endpoint {
  readonly #around: EndpointNeeds
  readonly #recorder: Recorder
  readonly #control: Int32Array
  readonly #gate: Gate
  readonly #socket: UdpSocket
  readonly #further: FurtherSockets
  #receiver: Receiver | null = null
  #guard: LoopGuard | null = null
  /** What its program prints; null: it has none. */
  #lines: ProgramLines | null = null
  /** What is done after the answer to a command has left. */
  #next: (() => void) | null = null
  #local: EndpointAddress | null = null
  /** The socket is being made: to close it before that would leave it open. */
  #opening: Promise<unknown> | null = null
  #peer: EndpointAddress | null = null
  /** Whom it has written to: only their answers end a wait for them. */
  readonly #partners = new Partners()
  #received = 0
  #refusals = 0
  /** Called after a datagram or a refusal came in. */
  #onNews: (() => void) | null = null

  constructor(around: EndpointNeeds, createSocket: (events: UdpSocketEvents) => UdpSocket) {
    this.#around = around
    this.#recorder = around.recorder
    ;({ control: this.#control, gate: this.#gate } = around)
    this.#further = new FurtherSockets(around.makeFurther)
    this.#socket = createSocket({
      datagram: (payload, address, port, sizeBytes) => this.#take(payload, address, port, sizeBytes),
      fault: (fault) => {
        if (fault.code === 'socket/connection-refused') this.#refuse()
      }
    })
  }

  readonly handlers: CommandHandlers = {
    open: async ({ behaviour, counted = false, lines = null, ...options }) => {
      this.#lines = lines
      if (lines && !this.#gate.pass('open'))
        return failure('run/cancelled', 'The program was ended before its socket was open.')
      const needs = {
        ...this.#workNeeds,
        ...(lines && { steps: { gate: this.#gate, lines } })
      }
      this.#receiver = receiverFor(behaviour, needs, this.#around.own)
      this.#recorder.keepPayloads(options.receiveSizeBytes)
      if (counted) this.#recorder.countOnly()
      rehearse(behaviour, this.#socket, this.#control)
      const opened = await (this.#opening = this.#socket.open({
        ...options,
        // A task's own may have further sockets: they are read with this one.
        ...(behaviour.kind === 'own' && { withOthers: true }),
        readsTogether: readsTogetherFor(behaviour, lines !== null)
      }))
      if (opened.ok) {
        this.#local = opened.value.local
        if (behaviour.kind !== 'listen') this.#guard = new LoopGuard(opened.value.local, this.#around.servers)
        this.#recorder.plain(EventKind.listening, null)
        if (lines && behaviour.kind !== 'listen') this.#next = () => beginServing(this.#gate, lines)
      }
      return opened
    },
    connect: (peer) => this.#connect(peer),
    connectLate: ({ peer, gate }) => (beBusy(gate), this.#connectItself(peer)),
    disconnect: () => this.#disconnect(),
    send: ({ payload, to }) => this.#send(payload, to),
    receive: (plan) =>
      receiveAsPlanned(plan, {
        received: () => (plan.fromPeers ? this.#partners.heard : this.#received),
        refused: () => this.#refusals > 0,
        onNews: (look) => (this.#onNews = look),
        timedOut: () => this.#recorder.number(EventKind.timedOut, 0, plan.waitMs, 0)
      }),
    askForError: ({ to, payload, waitMs }) => success(this.#socket.askForError(to, payload, waitMs)),
    exchange: (plan) =>
      runExchange(plan, {
        gate: this.#gate,
        lines: this.#lines ?? { greeting: 0, perDatagram: 0 },
        connect: (peer) => this.#connectItself(peer),
        send: (payload, to) => this.#send(payload, to),
        heard: () => ({ received: this.#received, refusals: this.#refusals }),
        answered: () => this.#partners.answered,
        onNews: (look) => (this.#onNews = look),
        timedOut: () => this.#recorder.number(EventKind.timedOut, 0, plan.waitMs, 0)
      }),
    whereabouts: () => {
      if (this.#local) this.#gate.tellWaiting()
      return null
    },
    burst: async (plan) => {
      if (!this.#local) return failure('socket/not-open', 'The client has no socket yet.')
      this.#partners.add(plan.to)
      const value = await runBurst(plan, {
        socket: this.#socket,
        recorder: this.#recorder,
        control: this.#control,
        received: () => this.#partners.heard
      })
      return { ok: true, value }
    },
    work: ({ name, input }) => workNamed(name, this.#around.works)(input as never, this.#workNeeds),
    settle: async ({ silenceMs, most }) => {
      await untilSilent(() => this.#received, silenceMs, most)
      await this.#receiver?.drained?.()
      return null
    },
    drops: async () => {
      if (!this.#local) return null
      return (this.#socket.counters() ?? (await readKernelSocket(this.#local)))?.drops ?? null
    },
    close: async () => {
      await this.#opening
      if (this.#local) this.#recorder.plain(EventKind.closed, null)
      this.#local = null
      this.#receiver?.closed?.()
      await Promise.all([this.#socket.close(), this.#further.close()])
      this.#recorder.flush()
      return null
    }
  }

  get #workNeeds(): WorkNeeds {
    const { recorder, control } = this.#around
    return { socket: this.#socket, recorder, control, openSocket: this.#further.make }
  }

  /** To be called after each answer: what comes next may put the thread to sleep. */
  goOn(): void {
    const next = this.#next
    this.#next = null
    next?.()
  }

  async #connect(peer: EndpointAddress): Promise<Result<void>> {
    const result = await this.#socket.connect(peer)
    if (result.ok) {
      this.#peer = peer
      this.#recorder.plain(EventKind.connected, peer)
    }
    return result
  }

  /** Called by the program and not by the lab, which has to be told. */
  async #connectItself(peer: EndpointAddress): Promise<Result<void>> {
    const result = await this.#connect(peer)
    if (result.ok) this.#around.tellConnected(peer)
    return result
  }

  #take(payload: Uint8Array, address: string, port: number, sizeBytes: number): void {
    this.#received += 1
    if (
      !this.#guard?.suspects(port) ||
      mayAnswer(this.#guard, this.#recorder, payload, address, port, sizeBytes)
    )
      this.#receiver?.(payload, address, port, sizeBytes)
    this.#partners.take(address, port)
    this.#onNews?.()
    // A flood may keep the timers of this thread waiting: the lab must still see that it lives.
    if ((this.#received & 1023) === 0) Atomics.add(this.#control, controlSlots.beat, 1)
  }

  #refuse(): void {
    this.#refusals += 1
    this.#recorder.plain(EventKind.refused, this.#peer)
    this.#onNews?.()
  }

  #disconnect(): Result<OpenedSocket> {
    const result = this.#socket.disconnect()
    if (result.ok) {
      this.#local = result.value.local
      this.#peer = null
      this.#recorder.plain(EventKind.disconnected, null)
    }
    return result
  }

  /**
   * Sends one datagram. On a connected socket a pending ICMP error makes one send fail, and that datagram is not sent
   * (udp(7)): the refusal is told as what it is and the send is tried once more.
   */
  async #send(payload: Uint8Array, to: EndpointAddress | null): Promise<Result<void>> {
    const target = to ?? this.#peer
    const { address, port } = target ?? { address: '0.0.0.0', port: 0 }
    if (target) this.#partners.add(target)
    for (let attempt = 0; ; attempt++) {
      const [error, handedMs] = await this.#handOver(payload, to)
      const fault = error && faultOfErrno(errnoOf(error), 'send', target)
      if (fault?.code === 'socket/connection-refused' && attempt === 0) {
        this.#refuse()
        continue
      }
      this.#recorder.payload(
        fault ? EventKind.unsent : EventKind.sent,
        address,
        port,
        payload,
        payload.length,
        handedMs
      )
      return fault ? { ok: false, fault } : { ok: true, value: undefined }
    }
  }

  #handOver(payload: Uint8Array, to: EndpointAddress | null): Promise<Parameters<SendCallback>> {
    return new Promise((resolve) => this.#socket.send(payload, to, (...answer) => resolve(answer)))
  }
}
