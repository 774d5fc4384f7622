/** What a server does with the datagrams that arrive. The client's side of a burst is in burst.ts. */
import { type EndpointAddress } from '../../shared/model/address'
import { EventKind } from '../../shared/model/batch'
import { encodeText } from '../../shared/model/payload'
import type { UdpSocket } from '../net/udp-socket'
import { emulatedEchoReceiver } from './emulated-queue'
import { ServicePace } from './pace'
import { type Behaviour, controlSlots } from './protocol'
import type { Recorder } from './recorder'

export interface Receiver {
  (payload: Uint8Array, address: string, port: number): void
  /** Of a server with a queue of its own: resolves when all that waits in it now has been answered. */
  drained?: () => Promise<void>
}

export interface Surroundings {
  socket: UdpSocket
  recorder: Recorder
  /** The argument of recvfrom: what is longer is cut. */
  receiveSizeBytes: number
  /** Once the lab has asked for an end, nobody keeps busy any longer. */
  control: Int32Array
}

export function receiverFor(behaviour: Behaviour, around: Surroundings): Receiver {
  switch (behaviour.kind) {
    case 'listen':
      return (payload, address, port) =>
        around.recorder.payload(EventKind.received, address, port, payload, around.receiveSizeBytes)
    case 'reply':
      return replyReceiver(behaviour, around)
    case 'echo':
      return echoReceiver(behaviour.serviceUs, around)
    case 'emulated-echo':
      return emulatedEchoReceiver(behaviour, around)
  }
}

function replyReceiver(behaviour: { text: string; delayMs: number }, around: Surroundings): Receiver {
  const { socket, recorder } = around
  const reply = encodeText(behaviour.text)
  const answer = (to: EndpointAddress): void =>
    socket.send(reply, to, (error) =>
      recorder.payload(error ? EventKind.unsent : EventKind.sent, to.address, to.port, reply)
    )
  return (payload, address, port) => {
    recorder.payload(EventKind.received, address, port, payload, around.receiveSizeBytes)
    if (behaviour.delayMs > 0) setTimeout(() => answer({ address, port }), behaviour.delayMs)
    else answer({ address, port })
  }
}

/** Keeps busy for the service time, then sends the datagram back. */
function echoReceiver(
  serviceUs: number,
  { socket, recorder, receiveSizeBytes, control }: Surroundings
): Receiver {
  const pace = new ServicePace(serviceUs)
  return (payload, address, port) => {
    pace.serve(control, controlSlots.cancel)
    const echoed = payload.length > receiveSizeBytes ? payload.subarray(0, receiveSizeBytes) : payload
    // Almost always the answer comes in the call itself, and one event tells both halves.
    socket.send(echoed, { address, port }, (error) =>
      recorder.payload(
        error ? EventKind.received : EventKind.served,
        address,
        port,
        payload,
        receiveSizeBytes
      )
    )
  }
}
