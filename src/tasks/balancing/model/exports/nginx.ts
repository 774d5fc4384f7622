/**
 * The same pool for nginx: ngx_stream_core_module, ngx_stream_proxy_module and ngx_stream_upstream_module, whose directives are
 * cited below as their documentation on nginx.org describes them.
 */
import { type EndpointAddress, formatEndpoint } from '#shared/events/address'
import { balancerSettings, type BalancingParameters } from '../parameters'
import { comment, type ExportedParameters } from './exported-pool'
import type { Algorithm } from '../pickers'

export interface NginxPlace {
  /** Where clients write to. */
  listen: EndpointAddress
  servers: readonly EndpointAddress[]
}

/** What makes a configuration the one of a run of the lab; without it: one for a machine that serves. */
export interface NginxRunNeeds {
  /** The file of a stream module that is loaded at run time; null: it is part of the program. */
  streamModule: string | null
  /** Where it writes its process id when its sockets are bound. */
  pidFile: string
}

/** How nginx picks a server, in a directive of `upstream`; null: round robin needs none. */
const methods: Record<Algorithm, string | null> = {
  'round-robin': null,
  'weighted-round-robin': null,
  random: 'random;',
  // It counts a server's sessions, not its open requests.
  'least-outstanding': 'least_conn;',
  'two-choices': 'random two least_conn;',
  'source-hash': 'hash $remote_addr:$remote_port;',
  // Consistent, by ketama's ring and not by Maglev's table.
  maglev: 'hash $remote_addr:$remote_port consistent;'
}

/** What nginx calls it, where that is another thing than the lab's. */
const ownNames: Partial<Record<Algorithm, string>> = {
  'least-outstanding': 'least_conn',
  'source-hash': 'hash',
  maglev: 'hash … consistent (ketama, not Maglev)'
}

export const nginxMethod = (algorithm: Algorithm): string | null => ownNames[algorithm] ?? null

/** Two slots of `worker_connections` are taken by each session: its client's and its server's. */
const slotsPerSession = 2
const spareSlots = 512

/** Sessions that may be open at once: where one ends with its reply, those that wait for one. */
const sessionsOf = ({ per, servers }: ExportedParameters, clients: number): number =>
  per === 'session' ? clients : clients * servers.length

/** A server that failed is not asked for so long: the default of `fail_timeout`. */
const failTimeoutS = 10

function serverLine(parameters: ExportedParameters, place: EndpointAddress, index: number): string {
  const weight = parameters.servers[index]?.weight ?? 0
  // Every method but round robin would take weights into account as well.
  const weighs = parameters.algorithm === 'weighted-round-robin' && weight > 1 ? ` weight=${weight}` : ''
  const fails = parameters.health ? `max_fails=1 fail_timeout=${failTimeoutS}s` : 'max_fails=0'
  return `    server ${formatEndpoint(place)}${weighs} ${weight === 0 ? 'down' : fails};`
}

function proxyLines({ per, health }: ExportedParameters): string[] {
  if (per === 'datagram')
    return [
      '    # A session ends with its one request and its one reply: the next datagram gets a server anew.',
      '    proxy_requests 1;',
      '    proxy_responses 1;',
      `    proxy_timeout ${balancerSettings.timeoutMs}ms;`
    ]
  return [
    ...(health
      ? [
          '    # Without proxy_responses any number of replies is right, none among them: silence fails no server.'
        ]
      : []),
    `    proxy_timeout ${balancerSettings.idleMs}ms;`
  ]
}

const introduction = [
  'UDP Lab: this pool for nginx.',
  'The addresses are examples (RFC 5737): put your own in their place.',
  'Where stream is a module of its own, as in Debian’s libnginx-mod-stream, nginx.conf must load it before.'
]

/** @param run null: for a machine that serves, where the distribution's packaging loads the module and starts it */
export function nginxConfiguration(
  parameters: ExportedParameters & Partial<Pick<BalancingParameters, 'clients'>>,
  { listen, servers }: NginxPlace,
  run: NginxRunNeeds | null
): string {
  const method = methods[parameters.algorithm]
  const slots =
    slotsPerSession * sessionsOf(parameters, parameters.clients ?? balancerSettings.sessions) + spareSlots
  return [
    ...(run ? [] : introduction.map(comment)),
    ...(run?.streamModule ? [`load_module ${run.streamModule};`] : []),
    ...(run
      ? [
          'daemon off;',
          '# One process: nothing of it can be left behind.',
          'master_process off;',
          `pid ${run.pidFile};`
        ]
      : []),
    'worker_processes 1;',
    ...(run ? ['error_log stderr warn;'] : []),
    `events { worker_connections ${slots}; }`,
    'stream {',
    '  upstream pool {',
    ...(method ? [`    ${method}`] : []),
    ...servers.map((place, index) => serverLine(parameters, place, index)),
    '  }',
    '  server {',
    `    listen ${formatEndpoint(listen)} udp rcvbuf=${balancerSettings.bufferBytes};`,
    '    proxy_pass pool;',
    ...proxyLines(parameters),
    '  }',
    '}',
    ''
  ].join('\n')
}
