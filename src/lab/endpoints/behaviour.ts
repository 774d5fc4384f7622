/** What a server does with the datagrams that arrive. The client's side of a burst is in burst.ts. */
import { type EndpointAddress } from '#shared/events/address'
import { EventKind } from '#shared/events/batch'
import { encodeText } from '#shared/events/payload'
import { atOnce, atOnceInChain } from '../net/reads-together'
import { ServicePace } from './pace'
import { type Behaviour, controlSlots } from './protocol'
import type { Receiver, ReceiverNeeds } from './receiver'
import { steppedReplyReceiver } from './stepped-server'

/** A server that is busy with each datagram, or may be held, reads one at a time, as the exercise's program does. */
export function readsTogetherFor(behaviour: Behaviour, stepped: boolean): number {
  const isBusy =
    (behaviour.kind === 'echo' && behaviour.serviceUs > 0) || (behaviour.kind === 'own' && behaviour.isBusy)
  if (stepped || isBusy) return 1
  return behaviour.kind === 'own' ? atOnceInChain : atOnce
}

/** What tasks' own servers do with a datagram, by the behaviour's name. Each knows the options that its own lab sends. */
export type OwnBehaviours = Readonly<Record<string, (options: never, around: ReceiverNeeds) => Receiver>>

/** @throws Error for a behaviour that no task has: the lab and its threads are then of two builds */
export function receiverFor(behaviour: Behaviour, around: ReceiverNeeds, own: OwnBehaviours = {}): Receiver {
  switch (behaviour.kind) {
    case 'listen':
      return (payload, address, port, sizeBytes) =>
        around.recorder.payload(EventKind.received, address, port, payload, sizeBytes)
    case 'reply':
      return around.steps
        ? steppedReplyReceiver(behaviour, around, around.steps.gate, around.steps.lines)
        : replyReceiver(behaviour, around)
    case 'echo': {
      const pace = new ServicePace(behaviour.serviceUs)
      return echoReceiver(() => pace.serve(around.control, controlSlots.cancel), around)
    }
    case 'own': {
      const begin = own[behaviour.name]
      if (!begin) throw new Error(`No task has a server that is ${behaviour.name}.`)
      return begin(behaviour.options as never, around)
    }
  }
}

function replyReceiver(behaviour: { text: string; delayMs: number }, around: ReceiverNeeds): Receiver {
  const { socket, recorder } = around
  const reply = encodeText(behaviour.text)
  const answer = (to: EndpointAddress): void =>
    socket.send(reply, to, (error, handedMs) =>
      recorder.payload(
        error ? EventKind.unsent : EventKind.sent,
        to.address,
        to.port,
        reply,
        reply.length,
        handedMs
      )
    )
  return (payload, address, port, sizeBytes) => {
    recorder.payload(EventKind.received, address, port, payload, sizeBytes)
    if (behaviour.delayMs > 0) setTimeout(() => answer({ address, port }), behaviour.delayMs)
    else answer({ address, port })
  }
}

/** @param serve holds the thread for the service of one datagram, which is then sent back */
export function echoReceiver(
  serve: () => void,
  { socket, recorder }: Pick<ReceiverNeeds, 'socket' | 'recorder'>
): Receiver {
  let sender = { address: '', port: 0 }
  return (payload, address, port, sizeBytes) => {
    serve()
    if (port !== sender.port || address !== sender.address) sender = { address, port }
    // Almost always the answer comes before the next datagram, and one event tells both halves.
    socket.send(payload, sender, (error, handedMs) =>
      recorder.payload(
        error ? EventKind.received : EventKind.served,
        address,
        port,
        payload,
        sizeBytes,
        handedMs
      )
    )
  }
}
