/** What a run of the balancer is to do: its parameters, with defaults and limits, and why it is refused. */
import * as v from 'valibot'
import { list, text } from '#shared/bounded'
import { type EndpointAddress, formatEndpoint, portSchema, sameEndpoint } from '#shared/events/address'
import { failure, type Fault } from '#shared/fault'
import { figure } from '#shared/text'
import { algorithms } from './pickers'

/** Inclusive; beyond them a run is refused before anything starts. */
export const balancingLimits = {
  servers: { minimum: 1, maximum: 16 },
  weight: { minimum: 0, maximum: 100 },
  serviceUs: { minimum: 0, maximum: 100_000 },
  clients: { minimum: 1, maximum: 20_000 },
  messages: { minimum: 1, maximum: 10_000 },
  /** Clients times messages. */
  datagrams: 1_000_000,
  /** Of each client, a second. */
  rate: { minimum: 0, maximum: 100_000 },
  waitMs: { minimum: 1, maximum: 10_000 },
  failAfter: { minimum: 1, maximum: 1_000_000 }
} as const

export const perNames = ['session', 'datagram'] as const

/** `lab`: the app's own, a program; `reuseport`: the kernel, by a group of sockets on one port; `nginx`: the installed one. */
export const balancers = ['lab', 'reuseport', 'nginx'] as const
export type BalancerName = (typeof balancers)[number]

/** How the balancer of a run keeps its sessions and looks after its servers. */
export const balancerSettings = {
  idleMs: 30_000,
  sessions: 10_000,
  /** Silence with a request open, after which a server is taken out. */
  timeoutMs: 500,
  /** A server that was taken out is asked so often. */
  probeMs: 100,
  /** SO_RCVBUF of the socket that faces all clients. */
  bufferBytes: 1 << 20
} as const

interface Range {
  minimum: number
  maximum: number
}
const within = ({ minimum, maximum }: Range) =>
  v.pipe(v.number(), v.finite(), v.minValue(minimum), v.maxValue(maximum))
const whole = (range: Range) => v.pipe(within(range), v.integer())

/** An empty pool passes, and is refused by the lab in words. */
export const balancingSchema = v.strictObject({
  balancer: v.picklist(balancers),
  servers: list(
    v.strictObject({
      weight: whole(balancingLimits.weight),
      serviceUs: within(balancingLimits.serviceUs)
    }),
    balancingLimits.servers.maximum
  ),
  algorithm: v.picklist(algorithms),
  per: v.picklist(perNames),
  clients: whole(balancingLimits.clients),
  messages: whole(balancingLimits.messages),
  /** Datagrams per second of each client; 0: the next one when the last was answered. */
  rate: within(balancingLimits.rate),
  /** Ms after which a client takes an answer for lost. */
  waitMs: whole(balancingLimits.waitMs),
  /** Server 1 stops when the pool has received so many; null: it does not. */
  failAfter: v.nullable(whole(balancingLimits.failAfter)),
  /** Whether a server that refuses or is silent is taken out. */
  health: v.boolean(),
  /** Server 1 listens here, the others on the ports that follow; null: on ports that are free. */
  firstPort: v.nullable(v.pipe(portSchema, v.minValue(1))),
  /** Its datagrams were sent at the times of a recorded trace, which is called so; null: by `rate`. */
  trace: v.nullable(text(120))
})
export type BalancingParameters = v.InferOutput<typeof balancingSchema>

export const balancingDefaults: BalancingParameters = {
  balancer: 'lab',
  servers: Array.from({ length: 4 }, () => ({ weight: 1, serviceUs: 0 })),
  algorithm: 'round-robin',
  per: 'session',
  clients: 64,
  messages: 100,
  rate: 0,
  waitMs: 1000,
  failAfter: null,
  health: true,
  firstPort: null,
  trace: null
}

/** Where each server is to listen; port 0: wherever one is free. */
export const placesOf = ({ servers, firstPort }: BalancingParameters, address: string): EndpointAddress[] =>
  servers.map((_, index) => ({ address, port: firstPort === null ? 0 : firstPort + index }))

/** What a group of sockets on one port cannot do; null: nothing that is asked for. */
function whyNotByKernel({ servers, per }: BalancingParameters): string | null {
  if (servers.some(({ weight }) => weight !== 1))
    return 'The kernel gives each socket of a SO_REUSEPORT group the same share: it knows no weights.'
  return per === 'datagram'
    ? 'The kernel picks a socket of a SO_REUSEPORT group by the client’s address and port: it cannot pick one for each datagram.'
    : null
}

/** Why such a run cannot be, or null. Each figure is in its range by the schema already. */
export function whyNot(parameters: BalancingParameters, balancer: EndpointAddress): Fault | null {
  const { servers, clients, messages } = parameters
  const refuse = (message: string, advice: string): Fault =>
    failure('input/invalid', message, { advice }).fault
  if (servers.length === 0)
    return refuse('The pool is empty: nobody could answer.', 'Add at least one server.')
  if (servers.every(({ weight }) => weight === 0))
    return refuse('Every server has weight 0, so none would get anything.', 'Give one a weight of 1 or more.')
  if (clients * messages > balancingLimits.datagrams)
    return refuse(
      `${figure(clients)} clients with ${figure(messages)} messages each send ${figure(clients * messages)} datagrams; the limit is ${figure(balancingLimits.datagrams)}.`,
      'Use fewer clients, or fewer messages.'
    )
  if (parameters.balancer === 'reuseport') {
    const why = whyNotByKernel(parameters)
    return why === null
      ? null
      : refuse(why, 'Give every server weight 1 and pick per session, or use another balancer.')
  }
  const places = placesOf(parameters, balancer.address)
  const last = places.at(-1)
  if (last && !v.is(portSchema, last.port))
    return refuse(`Server ${places.length} would have port ${last.port}.`, 'Begin with a lower port.')
  const own = places.findIndex((place) => sameEndpoint(place, balancer))
  if (own >= 0)
    return refuse(
      `Server ${own + 1} of the pool would be ${formatEndpoint(balancer)}, which is the balancer itself: it would send every datagram to itself without end.`,
      'Give the servers other ports than the balancer.'
    )
  return null
}
