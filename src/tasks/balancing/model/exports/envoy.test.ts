import { describe, expect, it } from 'vitest'
import { balancingDefaults, type BalancingParameters } from '../parameters'
import { algorithms } from '../pickers'
import { envoyConfiguration } from './envoy'
import { examplePlaces } from './exported-pool'

const poolOf = (...weights: number[]) => weights.map((weight) => ({ weight, serviceUs: 0 }))
const exported = (changes: Partial<BalancingParameters>) => {
  const parameters = { ...balancingDefaults, ...changes }
  return envoyConfiguration(parameters, examplePlaces(parameters.servers.length))
}
function textOf(changes: Partial<BalancingParameters>): string {
  const result = exported(changes)
  if (!result.ok) throw new Error(result.fault.message)
  return result.value
}
const configurationOf = (changes: Partial<BalancingParameters>): string =>
  textOf(changes)
    .split('\n')
    .filter((line) => !line.startsWith('#'))
    .join('\n')

it('says first that it was not tried', () => {
  for (const algorithm of algorithms) {
    const result = exported({ algorithm })
    if (result.ok) expect(result.value).toMatch(/^# Not tried here: written from Envoy’s documentation\.\n/)
  }
})

it('is a listener with a UDP proxy, and a cluster', () => {
  expect(configurationOf({ servers: poolOf(1) })).toBe(`static_resources:
  listeners:
  - name: udp_lab
    address:
      socket_address: { protocol: UDP, address: "192.0.2.1", port_value: 20001 }
    listener_filters:
    - name: envoy.filters.udp_listener.udp_proxy
      typed_config:
        "@type": type.googleapis.com/envoy.extensions.filters.udp.udp_proxy.v3.UdpProxyConfig
        stat_prefix: udp_lab
        matcher:
          on_no_match:
            action:
              name: route
              typed_config:
                "@type": type.googleapis.com/envoy.extensions.filters.udp.udp_proxy.v3.Route
                cluster: pool
        idle_timeout: 30s
  clusters:
  - name: pool
    type: STATIC
    lb_policy: ROUND_ROBIN
    circuit_breakers:
      thresholds:
      - max_connections: 10000
    load_assignment:
      cluster_name: pool
      endpoints:
      - lb_endpoints:
        - endpoint:
            address:
              socket_address: { protocol: UDP, address: "198.51.100.11", port_value: 20010 }
`)
})

describe('each algorithm', () => {
  it.each([
    ['round-robin', 'ROUND_ROBIN'],
    ['weighted-round-robin', 'ROUND_ROBIN'],
    ['random', 'RANDOM'],
    ['least-outstanding', 'LEAST_REQUEST'],
    ['two-choices', 'LEAST_REQUEST'],
    ['maglev', 'MAGLEV']
  ] as const)('%s is %s', (algorithm, policy) => {
    expect(configurationOf({ algorithm })).toContain(`\n    lb_policy: ${policy}\n`)
  })

  it('maglev hashes the source address alone, and it says so', () => {
    const text = textOf({ algorithm: 'maglev' })
    expect(text).toContain('\n        hash_policies:\n        - source_ip: true\n')
    expect(text).toContain('never the port')
    expect(textOf({ algorithm: 'random' })).not.toContain('hash_policies')
  })

  it('least request tells how many it compares, and that udp_proxy counts no requests', () => {
    const text = textOf({ algorithm: 'two-choices' })
    expect(text).toContain('\n    least_request_lb_config: { choice_count: 2 }\n')
    expect(text).toContain('opens none')
  })

  it('per datagram', () => {
    expect(textOf({ per: 'datagram' })).toContain('\n        use_per_packet_load_balancing: true\n')
    expect(textOf({ per: 'session' })).not.toContain('use_per_packet_load_balancing')
  })
})

it('weights are told where the lab’s algorithm has them; a server of weight 0 is left out', () => {
  const text = textOf({ algorithm: 'weighted-round-robin', servers: poolOf(5, 0, 2) })
  expect(text.match(/load_balancing_weight: \d+/g)).toEqual([
    'load_balancing_weight: 5',
    'load_balancing_weight: 2'
  ])
  expect(text).not.toContain('198.51.100.12')
  expect(text).toContain('# Left out: 1 with weight 0.')
  expect(textOf({ algorithm: 'random', servers: poolOf(5, 2) })).not.toContain('load_balancing_weight')
})

it('has health checks in a comment: Envoy asks nobody over UDP', () => {
  expect(textOf({ health: true })).toContain('\n#     health_checks:\n')
  expect(configurationOf({ health: true })).not.toContain('health_checks')
  expect(textOf({ health: false })).not.toContain('health_checks')
})

it.each([
  [{ algorithm: 'source-hash' }, /no hash of address and port/, /^Nearest: maglev/],
  [{ servers: poolOf(0) }, /weight 0/, /weight of 1/]
] as const)('%j is refused', (changes, message, advice) => {
  expect(exported(changes as Partial<BalancingParameters>)).toMatchObject({
    ok: false,
    fault: { message: expect.stringMatching(message), advice: expect.stringMatching(advice) }
  })
})
