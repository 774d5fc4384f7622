/** Lets the compiler see an echo server before the first datagram comes: in a new thread it would be the slowest code. */
import { ownSocket } from '../net/engine'
import type { UdpSocket } from '../net/udp-socket'
import { receiverFor } from './behaviour'
import type { Behaviour } from './protocol'
import { Recorder } from './recorder'

/** Enough for the compiler, and a few ms. */
const datagrams = 4000
/** Datagrams between two flushes, as of one reading. */
const together = 32
const nobody = { address: '127.0.0.1', port: 9 }

/** Plays datagrams to a receiver like the real one, whose socket goes nowhere and whose recorder nobody reads. */
export function rehearse(behaviour: Behaviour, socket: UdpSocket, control: Int32Array): void {
  // Others wait for something with each datagram, or are never in a hurry.
  if (behaviour.kind !== 'echo' || behaviour.serviceUs > 0 || !socket.copies) return
  const rehearsal = socket.rehearsal()
  const recorder = new Recorder(() => undefined)
  const receive = receiverFor(behaviour, { socket: rehearsal, recorder, control, openSocket: ownSocket })
  const payload = new TextEncoder().encode('12345')
  for (let count = 1; count <= datagrams; count++) {
    receive(payload, nobody.address, nobody.port, payload.length)
    if (count % together === 0) rehearsal.flush()
  }
  rehearsal.flush()
  recorder.flush()
}
