/**
 * The pool as Envoy's UDP proxy, in the version 3 API. Written from its documentation (Configuration reference, "UDP proxy";
 * "Supported load balancers"; "Health checking") and the comments of udp_proxy.proto, and not tried: Envoy is not on the machines
 * that test this app.
 */
import type { EndpointAddress } from '#shared/events/address'
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

interface Policy {
  name: string
  /** Whether the lab's algorithm uses weights. */
  weighted?: true
  hashes?: true
  choices?: number
  notes: readonly string[]
}

/** What udp_proxy_filter.cc counts are sessions of a cluster, for its circuit breaker; no host's active requests. */
const countsNothing =
  'Envoy counts active requests of a host; its udp_proxy, by its source, opens none. So the two may always look equally busy.'

const policies: Record<Exclude<Algorithm, 'source-hash'>, Policy> = {
  'round-robin': { name: 'ROUND_ROBIN', notes: [] },
  'weighted-round-robin': { name: 'ROUND_ROBIN', weighted: true, notes: [] },
  random: { name: 'RANDOM', notes: [] },
  'least-outstanding': {
    name: 'LEAST_REQUEST',
    choices: 2,
    notes: ['LEAST_REQUEST compares two hosts taken by chance, not all of them.', countsNothing]
  },
  'two-choices': { name: 'LEAST_REQUEST', choices: 2, notes: [countsNothing] },
  maglev: {
    name: 'MAGLEV',
    weighted: true,
    hashes: true,
    notes: [
      'udp_proxy hashes the source address alone, or a fixed key; never the port, which the lab’s Maglev uses.',
      'All clients behind one address (NAT, or loopback) get the same server.'
    ]
  }
}

const host = ({ address, port }: EndpointAddress, weight: number | null): string[] => [
  '        - endpoint:',
  '            address:',
  `              socket_address: { protocol: UDP, address: "${address}", port_value: ${port} }`,
  ...(weight === null ? [] : [`          load_balancing_weight: ${weight}`])
]

const healthChecks = [
  'Envoy asks servers over HTTP, gRPC, TCP or Redis, and has no check over UDP: nobody watches these servers yet.',
  'Where each has a TCP port too, take this out of the comment. A new datagram of an unhealthy server’s client then gets another one.',
  '    health_checks:',
  `    - timeout: ${balancerSettings.timeoutMs / 1000}s`,
  '      interval: 1s',
  '      unhealthy_threshold: 1',
  '      healthy_threshold: 1',
  '      tcp_health_check: {}'
]

/** @throws nothing: what Envoy cannot do is a fault that names what comes nearest */
export function envoyConfiguration(
  { algorithm, per, servers, health }: ExportedParameters,
  { virtual, servers: places }: ExportedPlaces
): Result<string> {
  if (algorithm === 'source-hash')
    return inexpressible(
      'Envoy has no hash of address and port modulo the number of servers.',
      'Nearest: maglev, which Envoy hashes by the source address alone.'
    )
  if (nobodyGets({ servers }))
    return inexpressible(
      'Every server has weight 0, so none would get anything.',
      'Give one a weight of 1 or more.'
    )
  const { name, weighted, hashes, choices, notes } = policies[algorithm]
  const given = servers.flatMap(({ weight }, index) => {
    const place = places[index]
    return place && weight > 0 ? [{ place, weight }] : []
  })
  const leftOut = servers.length - given.length
  return success(
    `${[
      comment('Not tried here: written from Envoy’s documentation.'),
      comment(
        'UDP Lab: this pool as Envoy’s udp_proxy (API version 3). The addresses are examples (RFC 5737): put your own in their place.'
      ),
      ...(leftOut > 0 ? [comment(`Left out: ${leftOut} with weight 0. Envoy’s smallest weight is 1.`)] : []),
      ...notes.map(comment),
      'static_resources:',
      '  listeners:',
      '  - name: udp_lab',
      '    address:',
      `      socket_address: { protocol: UDP, address: "${virtual.address}", port_value: ${virtual.port} }`,
      '    listener_filters:',
      '    - name: envoy.filters.udp_listener.udp_proxy',
      '      typed_config:',
      '        "@type": type.googleapis.com/envoy.extensions.filters.udp.udp_proxy.v3.UdpProxyConfig',
      '        stat_prefix: udp_lab',
      '        matcher:',
      '          on_no_match:',
      '            action:',
      '              name: route',
      '              typed_config:',
      '                "@type": type.googleapis.com/envoy.extensions.filters.udp.udp_proxy.v3.Route',
      '                cluster: pool',
      `        idle_timeout: ${balancerSettings.idleMs / 1000}s`,
      ...(per === 'datagram' ? ['        use_per_packet_load_balancing: true'] : []),
      ...(hashes ? ['        hash_policies:', '        - source_ip: true'] : []),
      '  clusters:',
      '  - name: pool',
      '    type: STATIC',
      `    lb_policy: ${name}`,
      ...(choices ? [`    least_request_lb_config: { choice_count: ${choices} }`] : []),
      comment('Sessions count as connections, of which a cluster allows 1,024 unless told.'),
      '    circuit_breakers:',
      '      thresholds:',
      `      - max_connections: ${balancerSettings.sessions}`,
      '    load_assignment:',
      '      cluster_name: pool',
      '      endpoints:',
      '      - lb_endpoints:',
      ...given.flatMap(({ place, weight }) => host(place, weighted ? weight : null)),
      ...(health ? healthChecks.map(comment) : [])
    ].join('\n')}\n`
  )
}
