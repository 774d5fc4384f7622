/** A balancer on sockets that go nowhere, with a clock that stands still until it is moved. */
import { EventKind, type EventKindCode } from '#shared/events/batch'
import { payloadText } from '#shared/events/payload'
import { done, failure, success } from '#shared/fault'
import type { EndpointAddress } from '#shared/events/address'
import type { SendCallback, UdpSocket, UdpSocketEvents } from '#lab/net/udp-socket'
import { Balancer, type BalancerOptions } from './balancer'

const refusal = Object.assign(new Error('refused'), { code: 'ECONNREFUSED' })

/** A connected socket of the balancer, as a test sees and drives it. */
export class FakeSocket {
  peer: EndpointAddress | null = null
  closed = false
  /** The next sends are refused, so many times. */
  refusals = 0
  readonly sent: string[] = []
  readonly #events: UdpSocketEvents

  constructor(
    events: UdpSocketEvents,
    readonly canOpen: () => boolean
  ) {
    this.#events = events
  }

  get port(): number {
    return this.peer?.port ?? 0
  }

  open(): ReturnType<UdpSocket['open']> {
    const local = { address: '127.0.0.1', port: 40_000 }
    return Promise.resolve(
      this.canOpen()
        ? success({ local, buffer: { requestedBytes: null, grantedBytes: null } })
        : failure('socket/too-many-files', 'no descriptor')
    )
  }

  connect(peer: EndpointAddress): ReturnType<UdpSocket['connect']> {
    this.peer = peer
    return Promise.resolve(done)
  }

  send(payload: Uint8Array, _to: EndpointAddress | null, sent: SendCallback): void {
    if (this.refusals > 0) {
      this.refusals -= 1
      return sent(refusal, 0)
    }
    this.sent.push(payloadText(payload))
    sent(null, 0)
  }

  close(): Promise<void> {
    this.closed = true
    return Promise.resolve()
  }

  answers(text: string): void {
    const payload = new TextEncoder().encode(text)
    this.#events.datagram(payload, '127.0.0.1', this.port, payload.length)
  }

  refuses(): void {
    this.#events.fault({ code: 'socket/connection-refused', message: '' })
  }
}

const kindNames = new Map<number, string>(Object.entries(EventKind).map(([name, kind]) => [kind, name]))

export function balancerOn(
  options: Partial<BalancerOptions> & { servers?: BalancerOptions['servers'] } = {}
) {
  const sockets: FakeSocket[] = []
  /** `received 1 50000`: kind, payload or number, port of the peer. */
  const told: string[] = []
  const replies: string[] = []
  const world = { nowMs: 1000, canOpen: true }
  const tell = (kind: EventKindCode, what: string, port: number): void =>
    void told.push(`${kindNames.get(kind)} ${what} ${port}`)
  const balancer = new Balancer(
    {
      servers: [1, 2, 3].map((index) => ({ address: '127.0.0.1', port: 20_010 + index, weight: 1 })),
      algorithm: 'round-robin',
      per: 'session',
      limits: { idleMs: 1000, replies: null, sessions: 100 },
      health: { timeoutMs: 200, probeMs: 50 },
      ...options
    },
    {
      nowMs: () => world.nowMs,
      random: () => 0,
      openSocket: (events) => {
        const socket = new FakeSocket(events, () => world.canOpen)
        sockets.push(socket)
        return socket as unknown as UdpSocket
      },
      reply: (payload, to, sent) => {
        replies.push(`${payloadText(payload)} to ${to.port}`)
        sent(null, 0)
      },
      recorder: {
        payload: (kind, _address, port, payload) => tell(kind, payloadText(payload), port),
        plain: (kind, peer) => tell(kind, '-', peer?.port ?? 0),
        number: (kind, peer, number) => tell(kind, String(number), peer),
        peerRow: (_address, port) => port
      }
    }
  )
  const from = (port: number, text: string): void => {
    const payload = new TextEncoder().encode(text)
    balancer.take(payload, '127.0.0.1', port, payload.length)
    // Whoever lent the payload uses its memory for the next one.
    payload.fill(0x58)
  }
  /** All sockets that are being opened are open. */
  const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
  return { balancer, sockets, told, replies, world, from, settled }
}
