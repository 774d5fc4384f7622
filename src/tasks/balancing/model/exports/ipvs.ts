/**
 * The pool as Linux IPVS: commands of ipvsadm(8) and sysctl(8). Which scheduler and flag does what: ipvsadm(8) 1.31; the names of
 * the sysctls: Documentation/networking/ipvs-sysctl.rst of the kernel; what they and the schedulers do: net/netfilter/ipvs/ of
 * Linux 6.1. tests/kernels/ipvs.test.ts runs these texts on Debian's kernel.
 */
import { type EndpointAddress, formatEndpoint } from '#shared/events/address'
import { type Result, success } from '#shared/fault'
import { balancerSettings } from '../parameters'
import type { Algorithm } from '../pickers'
import {
  comment,
  type ExportedParameters,
  type ExportedPlaces,
  inexpressible,
  nobodyGets
} from './exported-pool'

interface Scheduler {
  name: string
  /** For `-b`. */
  flags?: string
  /** Whether the lab's algorithm uses weights; otherwise every server that gets anything has weight 1. */
  weighted: boolean
  notes: readonly string[]
}

const schedulers: Record<Exclude<Algorithm, 'random'>, Scheduler> = {
  'round-robin': {
    name: 'rr',
    weighted: false,
    notes: ['rr: one server after the other, for each new client.']
  },
  'weighted-round-robin': {
    name: 'wrr',
    weighted: true,
    notes: ['wrr: shares by weight. The order within a round is not the lab’s smooth one.']
  },
  'least-outstanding': {
    name: 'lc',
    weighted: false,
    // ip_vs_lc.c, ip_vs_dest_conn_overhead() in ip_vs.h.
    notes: [
      'lc: the server with the fewest connection entries. For UDP an entry is a client that was heard within the UDP timeout:',
      'answered clients count as much as those that still wait. The lab counts open requests; IPVS cannot.'
    ]
  },
  // ip_vs_twos.c, since Linux 5.12.
  'two-choices': {
    name: 'twos',
    weighted: false,
    notes: [
      'Not tried here: twos needs Linux 5.12 and CONFIG_IP_VS_TWOS, which Debian 12’s kernel is built without.',
      'twos: two by chance, of which the one with fewer connection entries. Both may be the same server; the lab takes two different ones.'
    ]
  },
  // ip_vs_sh.c: a table of 256 buckets, filled by turns; a server of weight 0 keeps buckets there.
  'source-hash': {
    name: 'sh',
    flags: 'sh-fallback,sh-port',
    weighted: false,
    notes: [
      'sh: a hash of the client’s address picks one of 256 buckets. sh-port: the client’s port belongs to the hash.',
      'sh-fallback: clients of a server with weight 0 get another one; without it their datagrams are dropped.'
    ]
  },
  // ip_vs_mh.c: a table of 4,093 entries with CONFIG_IP_VS_MH_TAB_INDEX=12, as Debian has it.
  maglev: {
    name: 'mh',
    flags: 'mh-fallback,mh-port',
    weighted: true,
    notes: [
      'mh: Maglev’s table, in Debian’s kernel of 4,093 entries; the lab’s has 65,537. mh-port: the client’s port belongs to the hash.',
      'mh-fallback: clients of a server with weight 0 get another one; without it their datagrams are dropped.'
    ]
  }
}

const udpTimeoutSeconds = balancerSettings.idleMs / 1000

const onePacketNotes = [
  '--ops: every datagram is scheduled anew, and no entry is kept (UDP only).',
  'Without an entry nobody gives an answer the virtual address again: with -m clients see it come from the server itself.',
  'Servers that answer from the virtual address need direct return (-g): docs/scaling-out.md.'
]

/** What is not the service itself: it holds for the whole machine. */
const machine: readonly string[] = [
  comment(
    'Servers on other machines, reached by NAT (-m): forward, and make this machine their way back to the clients.'
  ),
  'sysctl -w net.ipv4.ip_forward=1',
  comment(
    `A client’s entry ends after ${udpTimeoutSeconds} s without a datagram, as the lab’s sessions do; the kernel’s default is 300 s.`
  ),
  comment(
    'The two zeros leave the timeouts of TCP as they are. This timeout is that of all virtual services here.'
  ),
  `ipvsadm --set 0 0 ${udpTimeoutSeconds}`,
  comment(
    '0, the default: datagrams of a client whose server was removed are dropped silently until its entry expires.'
  ),
  comment('1: the entry ends at once, and the next datagram gets another server (ipvs-sysctl.rst).'),
  'sysctl -w net.ipv4.vs.expire_nodest_conn=1',
  comment(
    'Only for persistent services (-p), which this is not: lets clients of a server with weight 0 go to another one.'
  ),
  'sysctl -w net.ipv4.vs.expire_quiescent_template=1',
  comment(
    'net.ipv4.vs.conn_reuse_mode stays as it is: it is about ports that TCP and SCTP use again, not about UDP.'
  )
]

const watching = (health: boolean): string =>
  health
    ? 'IPVS watches no server: a program such as keepalived(8) or ldirectord(8) must ask them and call ipvsadm -d or -e -w 0.'
    : 'Nobody watches the servers, as in this run: one that stops keeps its clients.'

/** @throws nothing: what IPVS cannot do is a fault that names what comes nearest */
export function ipvsCommands(
  { algorithm, per, servers, health }: ExportedParameters,
  places: ExportedPlaces
): Result<string> {
  if (algorithm === 'random')
    return inexpressible(
      'IPVS has no scheduler that picks by chance.',
      'Nearest: round-robin (rr), which is as even, or two-choices (twos).'
    )
  if (per === 'datagram' && (algorithm === 'least-outstanding' || algorithm === 'two-choices'))
    return inexpressible(
      `IPVS cannot do ${algorithm} for each datagram: with --ops it keeps no entries, so there is nothing to count.`,
      'Pick per session, or take round-robin for each datagram.'
    )
  if (nobodyGets({ servers }))
    return inexpressible(
      'Every server has weight 0, so none would get anything.',
      'Give one a weight of 1 or more.'
    )
  const { name, flags, weighted, notes } = schedulers[algorithm]
  const onePacket = per === 'datagram'
  const service = `-u ${formatEndpoint(places.virtual)}`
  const add = (place: EndpointAddress, weight: number): string =>
    `ipvsadm -a ${service} -r ${formatEndpoint(place)} -m -w ${weighted ? weight : Math.min(weight, 1)}`
  return success(
    `${[
      comment('UDP Lab: this pool as Linux IPVS. Run as root, with sh -e.'),
      comment(
        'The addresses are examples (RFC 5737): put your own in their place. This machine must have the virtual one.'
      ),
      comment(watching(health)),
      'modprobe ip_vs',
      ...notes.map(comment),
      ...(onePacket ? onePacketNotes.map(comment) : []),
      `ipvsadm -A ${service} -s ${name}${flags ? ` -b ${flags}` : ''}${onePacket ? ' --ops' : ''}`,
      ...(weighted || servers.every(({ weight }) => weight <= 1)
        ? []
        : [comment('The lab’s algorithm knows no weights but 0: every other one is written as 1.')]),
      ...places.servers
        .slice(0, servers.length)
        .map((place, index) => add(place, servers[index]?.weight ?? 1)),
      ...machine
    ].join('\n')}\n`
  )
}
