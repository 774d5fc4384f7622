/**
 * Where each datagram went between a client, the balancer and a server: hops, on each of which what was sent either arrived or
 * was lost, and places that may end it. Every number of a run is counted once on each, so the ledger closes.
 */

/** What is known of one request, by its number. */
export const Hop = {
  /** send() of the client accepted it. */
  clientSent: 1,
  balancerReceived: 2,
  /** The balancer handed it to a server. */
  balancerSent: 4,
  serverReceived: 8,
  serverSent: 16,
  balancerReturned: 32,
  /** The balancer handed the answer to the client. */
  balancerReplied: 64,
  clientReceived: 128
} as const

/** In the order of a request's way through a balancer that is a program. */
export const hopNames = ['client-balancer', 'balancer-server', 'server-balancer', 'balancer-client'] as const
/** Where the kernel itself picks the server: nobody stands between. */
export const directHopNames = ['client-server', 'server-client'] as const
export const allHopNames = [...hopNames, ...directHopNames] as const
export type HopName = (typeof allHopNames)[number]

const endsOf: Readonly<Record<HopName, { sent: number; received: number }>> = {
  'client-balancer': { sent: Hop.clientSent, received: Hop.balancerReceived },
  'balancer-server': { sent: Hop.balancerSent, received: Hop.serverReceived },
  'server-balancer': { sent: Hop.serverSent, received: Hop.balancerReturned },
  'balancer-client': { sent: Hop.balancerReplied, received: Hop.clientReceived },
  'client-server': { sent: Hop.clientSent, received: Hop.serverReceived },
  'server-client': { sent: Hop.serverSent, received: Hop.clientReceived }
}

/** What came and was not passed on: by the balancer (no server was up), a server, or the balancer on the way back. */
const placesOf = {
  notForwarded: { came: Hop.balancerReceived, went: Hop.balancerSent },
  notAnswered: { came: Hop.serverReceived, went: Hop.serverSent },
  notReturned: { came: Hop.balancerReturned, went: Hop.balancerReplied }
} as const
export type Place = keyof typeof placesOf
export const placeNames = Object.keys(placesOf) as Place[]

export interface HopCount {
  sent: number
  received: number
  lost: number
}

export interface HopLedger extends Record<Place, number> {
  /** Distinct numbers that send() of a client accepted. */
  sent: number
  /** Distinct numbers whose answer came back to its client. */
  returned: number
  /** Of the run's own way. */
  hops: Partial<Record<HopName, HopCount>>
}

/** Drops that the kernel counted at the sockets that a hop ends at; null: it does not tell, or a socket was gone before. */
export type HopDrops = Partial<Record<HopName, number | null>>

/** Of a way that was gone to its end all steps before it were made. */
function completed(told: number): number {
  let known = 0
  for (let step: number = Hop.clientReceived; step > 0; step >>= 1) if (known || told & step) known |= step
  return known
}

/**
 * What arrived was sent, although the answer of its send() may never have been told.
 *
 * @param bits row n: what is known of number n (`Hop`)
 * @param names the run's way
 */
export function hopLedger(bits: Uint8Array, names: readonly HopName[] = hopNames): HopLedger {
  const counts = names.map((name) => ({ name, ...endsOf[name], count: { sent: 0, received: 0, lost: 0 } }))
  const places: readonly Place[] = names.includes('client-server') ? ['notAnswered'] : placeNames
  const ledger: HopLedger = {
    sent: 0,
    returned: 0,
    hops: {},
    notForwarded: 0,
    notAnswered: 0,
    notReturned: 0
  }
  for (const told of bits) {
    const known = completed(told)
    if (known & Hop.clientSent) ledger.sent += 1
    if (known & Hop.clientReceived) ledger.returned += 1
    for (const { sent, received, count } of counts) {
      if ((known & sent) === 0) continue
      count.sent += 1
      if (known & received) count.received += 1
      else count.lost += 1
    }
    for (const place of places)
      if (known & placesOf[place].came && (known & placesOf[place].went) === 0) ledger[place] += 1
  }
  for (const { name, count } of counts) ledger.hops[name] = count
  return ledger
}

/** So much of it as there can be. */
const upTo = (most: number, wanted: number | null | undefined): number => Math.min(most, wanted ?? 0)

/**
 * The hops of a balancer that tells nothing of itself, such as nginx: what the clients and the servers saw is known, and where
 * the rest was lost is the kernel's word. What no socket dropped ended inside the balancer.
 *
 * @param ledger of the direct way
 * @param drops of the sockets that the four hops end at
 */
export function hopsByCounters(ledger: HopLedger, drops: HopDrops): HopLedger {
  const { sent, returned } = ledger
  const { received = 0 } = ledger.hops['client-server'] ?? {}
  const { sent: answered = 0 } = ledger.hops['server-client'] ?? {}
  const request = sent - received
  const atBalancer = upTo(request, drops['client-balancer'])
  const atServers = upTo(request - atBalancer, drops['balancer-server'])
  const reply = answered - returned
  const onReturn = upTo(reply, drops['server-balancer'])
  const atClients = upTo(reply - onReturn, drops['balancer-client'])
  const hop = (all: number, lost: number): HopCount => ({ sent: all, received: all - lost, lost })
  return {
    sent,
    returned,
    hops: {
      'client-balancer': hop(sent, atBalancer),
      'balancer-server': hop(received + atServers, atServers),
      'server-balancer': hop(answered, onReturn),
      'balancer-client': hop(returned + atClients, atClients)
    },
    notForwarded: request - atBalancer - atServers,
    notAnswered: ledger.notAnswered,
    notReturned: reply - onReturn - atClients
  }
}

export const lostOn = ({ hops }: Pick<HopLedger, 'hops'>, name: HopName): number => hops[name]?.lost ?? 0

/** Whether every number that was sent is accounted for: it came back, or one hop or place has it. */
export function isClosed(ledger: HopLedger): boolean {
  const lost = allHopNames.reduce((sum, name) => sum + lostOn(ledger, name), 0)
  const ended = placeNames.reduce((sum, place) => sum + ledger[place], 0)
  return ledger.sent === ledger.returned + lost + ended
}
