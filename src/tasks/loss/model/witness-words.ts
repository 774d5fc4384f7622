/** The kernel's testimony in sentences: where it agrees with the ledger, where it differs, and where it cannot tell. */
import { counted, figure } from '#shared/text'
import type { SystemCounts } from '#shared/kept/system-counts'
import type { LossOutcome } from './run'
import { lostOnTheWay, type Witness, type WitnessSide } from './witness'

const datagrams = (value: number): string => counted(value, 'datagram')

const places = {
  server: { whose: "the server's", port: "the server's port" },
  client: { whose: "the client's", port: "the client's port" }
} as const
type Place = (typeof places)[keyof typeof places]

/** Others' datagrams, or copies, may be among the drops: how many at least and at most. */
function sharedDrops({ lost, drops, foreign }: WitnessSide, { whose }: Place): string {
  const counted = drops ?? 0
  const others = foreign > 0 ? 'Other datagrams' : 'Copies of datagrams'
  const least = Math.max(0, counted - lost)
  const atLeast = least > 0 ? ` At least ${figure(least)} of them ${least === 1 ? 'is' : 'are'} not.` : ''
  return `${figure(lost)} lost at ${whose} receive buffer; the kernel counted ${figure(counted)}. ${others} reached this socket too, so some of the drops may not be ours.${atLeast}`
}

function differing(side: WitnessSide, { whose }: Place): string {
  const drops = side.drops ?? 0
  const way = lostOnTheWay(side)
  if (way === 0) {
    return `The kernel counted ${figure(drops)} drops at ${whose} receive buffer, ${figure(drops - side.lost)} more than the ledger misses there. The two counts do not agree.`
  }
  const atLeast = side.foreign > 0 || side.copies > 0 ? 'At least ' : ''
  return `${atLeast}${datagrams(way)} lost on the way (not in a receive buffer): ${figure(side.lost)} did not come to ${whose} program, and the kernel counted ${figure(drops)} at its receive buffer.`
}

/** One side in a sentence; null when nothing was lost there and nothing dropped. */
function describeSide(side: WitnessSide, which: keyof typeof places): string | null {
  const place = places[which]
  const { lost, drops, agreement } = side
  if (drops === null || (lost === 0 && drops === 0)) return null
  if (agreement === 'agrees') {
    return `${figure(lost)} lost at ${place.whose} receive buffer; the kernel counted ${figure(drops)}.`
  }
  return agreement === 'differs' ? differing(side, place) : sharedDrops(side, place)
}

/** What the system's sums are worth: an estimate, because they hold every program's datagrams. */
function describeEstimate(system: SystemCounts): string {
  const dropped = system.receiveBufferErrors ?? system.inErrors
  if (dropped === null) return 'Its sums over all sockets tell no drops either.'
  const what = system.receiveBufferErrors === null ? 'receive errors' : 'drops at full receive buffers'
  return `An estimate: its sums over all sockets of all programs grew by ${figure(dropped)} ${what} during the run.`
}

const gaps = {
  'not-counted': 'This system does not count drops by socket.',
  unreadable: 'The kernel’s counter could not be read, so only our own count is shown.',
  'no-row': 'The kernel’s table has no row of its own for these sockets, so their drops are not known.',
  backwards:
    'The kernel’s drop counter was smaller after the run than before it. Such a counter cannot be believed: the losses are the ledger’s word alone.'
} as const

function describeSockets({ server, client, gap, system }: Witness): string[] {
  if (gap !== null) return [gaps[gap], ...(system ? [describeEstimate(system)] : [])]
  const sides = [describeSide(server, 'server'), describeSide(client, 'client')].filter(
    (line): line is string => line !== null
  )
  if (sides.length === 0) return ['The kernel counted no drop at either socket.']
  return [...sides, ...describeSum((server.drops ?? 0) + (client.drops ?? 0), system)]
}

/** The second witness: the kernel's own sum, which is ours and, where it is larger, other programs' too. */
function describeSum(drops: number, system: SystemCounts | null): string[] {
  const sum = system?.receiveBufferErrors ?? null
  if (sum === null || drops === 0) return []
  if (sum === drops) return [`The kernel’s sum over all sockets grew by the same ${figure(sum)}.`]
  const others =
    sum > drops ? 'sockets of other programs are in it' : 'the two counters contradict each other'
  return [`The kernel’s sum over all sockets grew by ${figure(sum)}, not ${figure(drops)}: ${others}.`]
}

function describeForeign({ foreign }: Pick<LossOutcome, 'foreign'>): string[] {
  return (['server', 'client'] as const)
    .filter((side) => foreign[side] > 0)
    .map(
      (side) =>
        `${datagrams(foreign[side])} from other programs came to ${places[side].port}; they are in no other figure.`
    )
}

/** The same, for where the losses were told with the kernel's counts already: only what is not plain agreement. */
export function describeDoubts(outcome: Pick<LossOutcome, 'witness' | 'foreign'>): string[] {
  const { server, client, gap } = outcome.witness
  const plain = gap === null && [server, client].every(({ agreement }) => agreement === 'agrees')
  return plain ? describeForeign(outcome) : describeWitness(outcome)
}

/** What the kernel says of a run, and who else wrote to its sockets. One sentence an item. */
export function describeWitness(outcome: Pick<LossOutcome, 'witness' | 'foreign'>): string[] {
  return [...describeSockets(outcome.witness), ...describeForeign(outcome)]
}
