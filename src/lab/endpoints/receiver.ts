/** What takes the datagrams that arrive at an endpoint, and what it has around it. */
import type { FurtherSocket, UdpSocket, UdpSocketEvents } from '../net/udp-socket'
import type { Gate } from './gate'
import type { ProgramLines } from './protocol'
import type { Recorder } from './recorder'

export interface Receiver {
  (payload: Uint8Array, address: string, port: number, sizeBytes: number): void
  /** Of a server with a queue of its own: resolves when all that waits in it now has been answered. */
  drained?: () => Promise<void>
  /** Of one that has timers: its endpoint closes. */
  closed?: () => void
}

export interface ReceiverNeeds {
  socket: Pick<UdpSocket, 'send' | 'flush'>
  recorder: Recorder
  /** Once the lab has asked for an end, nobody keeps busy any longer. */
  control: Int32Array
  /** A socket beside the endpoint's own, not open yet; it is read with that one, and closed with the endpoint. */
  openSocket: (events: UdpSocketEvents) => FurtherSocket
  /** Of an endpoint that slow motion may hold. */
  steps?: { gate: Gate; lines: ProgramLines }
}
