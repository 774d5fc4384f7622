/** The balancer in an endpoint's thread: its socket faces the clients. */
import { monotonicMs } from '#lab/clock'
import type { Receiver, ReceiverNeeds } from '#lab/endpoints/receiver'
import { Balancer, type BalancerOptions } from './balancer'

const tickMs = 10

export function balancerReceiver(
  options: BalancerOptions,
  { socket, recorder, openSocket }: ReceiverNeeds
): Receiver {
  const balancer = new Balancer(options, {
    nowMs: monotonicMs,
    random: Math.random,
    openSocket,
    reply: (payload, to, sent) => socket.send(payload, to, sent),
    recorder
  })
  // In a thread that runs late timers are due before it has read what came in time: its sockets get a turn first.
  const timer = setInterval(() => setImmediate(() => balancer.tick()), tickMs)
  timer.unref()
  const receiver: Receiver = (payload, address, port, sizeBytes) =>
    balancer.take(payload, address, port, sizeBytes)
  receiver.closed = () => clearInterval(timer)
  return receiver
}
