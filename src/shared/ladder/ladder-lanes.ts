/** Which lane of the ladder an endpoint stands on, and in which order the lanes stand. */
import { type EndpointAddress, formatEndpoint, shownEndpoint } from '../events/address'
import { EventKind } from '../events/batch'
import type { Datagram } from '../events/datagrams'
import type { EndpointInfo, EndpointRole, LogId } from '../events/endpoint'
import { type RoleColour, roleColour } from '../events/role-colour'
import type { LadderSource } from '../events/socket-spans'

export interface LadderLane {
  /** `Server 1`, `Clients`, `Elsewhere`. */
  title: string
  side: 'server' | 'client' | 'outside'
  /** Null: no role of the task's. */
  colour: RoleColour | null
}

/** An endpoint on its lane, for as long as its socket lived. */
export interface LaneStay {
  key: string
  lane: number
  label: string
  openMs: number
  closedMs: number
  source: LadderSource | null
}

/** A lane that is there from the beginning, so that none moves when its socket comes. */
export interface ExpectedLane {
  title: string
  role: EndpointRole
  log: LogId
}

/** The program behind an address that no endpoint of ours has; null: nobody knows. All of its sockets share a lane. */
export type OutsideTitle = (address: EndpointAddress) => string | null

interface Group {
  title: string
  side: LadderLane['side']
  colour: LadderLane['colour']
  /** Stays of each lane of the group. */
  lanes: Omit<LaneStay, 'lane'>[][]
}

export function assignLanes(
  sources: readonly LadderSource[],
  datagrams: readonly Datagram[],
  fromMs: number,
  expected: readonly ExpectedLane[] = [],
  outsideTitle: OutsideTitle = () => null
): { lanes: LadderLane[]; stays: LaneStay[] } {
  const groups = new Map<string, Group>(
    expected.map(({ title, role, log }) => [
      `${role}:${title}`,
      { title, side: role, colour: roleColour(role, log), lanes: [[]] }
    ])
  )
  const stays = sources
    .map(stayOf)
    .filter((stay) => stay.source!.events.length > 0 && stay.closedMs >= fromMs)
    .sort((a, b) => a.openMs - b.openMs)
  for (const stay of stays) {
    const { info } = stay.source!
    const title = groupTitle(info)
    const colour = title === otherSocket ? null : roleColour(info.role, info.log)
    place(groups, `${info.role}:${title}`, { title, side: info.role, colour }, stay)
  }
  for (const { address, ...stay } of outsideStays(datagrams)) {
    const title = outsideTitle(address)
    const lane = { title: title ?? 'Elsewhere', side: 'outside' as const, colour: null }
    place(groups, title === null ? stay.key : `outside:${title}`, lane, stay)
  }
  return number(inOrder([...groups.values()]))
}

/** Clients that are what a task is about; others only help it to show something. */
const principals = ['Client', 'Connected', 'Unconnected']

const otherSocket = 'Other socket'

/** `Client 3` is the third `Client`. */
const stemOf = (name: string): string => name.replace(/ \d+$/, '')

/** A server that is started again keeps its lane; clients of one kind follow each other on theirs. */
function groupTitle(info: EndpointInfo): string {
  if (info.role === 'server') return info.name
  const stem = stemOf(info.name)
  return principals.includes(stem) ? stem : otherSocket
}

function stayOf(source: LadderSource): Omit<LaneStay, 'lane'> {
  const { info, events, firstRow } = source
  const local = info.state.phase === 'open' || info.state.phase === 'closed' ? info.state.local : null
  const ended = info.state.phase === 'closed' || info.state.phase === 'failed'
  const closed = events.findLast((event) => event.kind === EventKind.closed) ?? events.at(-1)
  return {
    key: `endpoint:${info.id}`,
    label:
      info.role === 'server' ? formatLocal(local) : `${info.name} ${local ? `:${local.port}` : ''}`.trim(),
    openMs: firstRow > 0 ? Number.NEGATIVE_INFINITY : (events[0]?.timeMs ?? Number.NEGATIVE_INFINITY),
    closedMs: ended ? (closed?.timeMs ?? Number.NEGATIVE_INFINITY) : Number.POSITIVE_INFINITY,
    source
  }
}

const formatLocal = (local: { address: string; port: number } | null): string =>
  local ? shownEndpoint(local) : 'not bound'

function outsideStays(
  datagrams: readonly Datagram[]
): (Omit<LaneStay, 'lane'> & { address: EndpointAddress })[] {
  const addresses = new Map<string, { address: EndpointAddress; sentMs: number }>()
  for (const { from, to, fromAddress, toAddress, sentMs, outcome } of datagrams) {
    const address = from ? (to || outcome !== 'outside' ? null : toAddress) : fromAddress
    if (address && !addresses.has(formatEndpoint(address)))
      addresses.set(formatEndpoint(address), { address, sentMs })
  }
  return [...addresses].map(([key, { address, sentMs }]) => ({
    key: `outside:${key}`,
    address,
    label: shownEndpoint(address),
    openMs: sentMs - 0.001,
    closedMs: Number.POSITIVE_INFINITY,
    source: null
  }))
}

function place(
  groups: Map<string, Group>,
  key: string,
  lane: LadderLane,
  stay: Omit<LaneStay, 'lane'>
): void {
  const group = groups.get(key) ?? { ...lane, lanes: [] }
  groups.set(key, group)
  const free = group.lanes.find(
    (stays) => lane.side !== 'client' || (stays.at(-1)?.closedMs ?? Number.NEGATIVE_INFINITY) <= stay.openMs
  )
  if (free) free.push(stay)
  else group.lanes.push([stay])
}

/** First server, clients, other servers, elsewhere: so that two servers do not cross each other's arrows. */
function inOrder(groups: readonly Group[]): Group[] {
  const servers = groups
    .filter(({ side }) => side === 'server')
    .sort((a, b) => a.title.localeCompare(b.title))
  const others = (side: LadderLane['side']): Group[] => groups.filter((group) => group.side === side)
  return [...servers.slice(0, 1), ...others('client'), ...servers.slice(1), ...others('outside')]
}

function number(groups: readonly Group[]): { lanes: LadderLane[]; stays: LaneStay[] } {
  const lanes: LadderLane[] = []
  const stays: LaneStay[] = []
  for (const group of groups) {
    for (const lane of group.lanes) {
      stays.push(...lane.map((stay) => ({ ...stay, lane: lanes.length })))
      lanes.push({ title: group.title, side: group.side, colour: group.colour })
    }
  }
  return { lanes, stays }
}
