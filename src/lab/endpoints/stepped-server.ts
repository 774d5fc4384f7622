/** A server that answers each datagram with the same text, one call after the other, as the exercise's program does. */
import { EventKind } from '#shared/events/batch'
import type { EndpointAddress } from '#shared/events/address'
import { encodeText } from '#shared/events/payload'
import type { Receiver, ReceiverNeeds } from './receiver'
import type { Gate } from './gate'
import type { ProgramLines } from './protocol'

/** The calls before the first datagram: it says that it is up, then it waits. */
export function beginServing(gate: Gate, lines: ProgramLines): void {
  for (let index = 0; index < lines.greeting; index++) if (!gate.pass('greet', index)) return
  gate.receives()
}

/**
 * While slow motion is on, all calls up to the next recvfrom() are made before the receiver returns: until then no engine
 * reads the next datagram.
 */
export function steppedReplyReceiver(
  behaviour: { text: string; delayMs: number },
  { socket, recorder }: ReceiverNeeds,
  gate: Gate,
  lines: ProgramLines
): Receiver {
  const reply = encodeText(behaviour.text)

  const answer = (to: EndpointAddress): void => {
    if (!gate.pass('send')) return
    socket.send(reply, to, (error, handedMs) => {
      const kind = error ? EventKind.unsent : EventKind.sent
      recorder.payload(kind, to.address, to.port, reply, reply.length, handedMs)
      gate.receives()
    })
    socket.flush()
  }

  return (payload, address, port, sizeBytes) => {
    recorder.payload(EventKind.received, address, port, payload, sizeBytes)
    for (let index = 0; index < lines.perDatagram; index++) if (!gate.pass('print', index)) return
    const to = { address, port }
    if (behaviour.delayMs === 0) return answer(to)
    if (!gate.on) return void setTimeout(() => answer(to), behaviour.delayMs)
    gate.sleep(behaviour.delayMs)
    answer(to)
  }
}
