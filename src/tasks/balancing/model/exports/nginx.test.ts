import { expect, it } from 'vitest'
import { balancingDefaults, type BalancingParameters } from '../parameters'
import { nginxConfiguration, nginxMethod, type NginxRunNeeds } from './nginx'

const place = (port: number) => ({ address: '127.0.0.1', port })
const run: NginxRunNeeds = { streamModule: '/usr/lib/ngx_stream_module.so', pidFile: '/tmp/x/nginx.pid' }
const text = (changed: Partial<BalancingParameters> = {}, needs: NginxRunNeeds | null = run): string =>
  nginxConfiguration(
    { ...balancingDefaults, servers: balancingDefaults.servers.slice(0, 2), ...changed },
    { listen: place(20_001), servers: [place(30_001), place(30_002)] },
    needs
  )

it('is one process with the run’s own folder, and as many connections as its sessions take', () => {
  expect(text().split('\n')).toEqual([
    'load_module /usr/lib/ngx_stream_module.so;',
    'daemon off;',
    '# One process: nothing of it can be left behind.',
    'master_process off;',
    'pid /tmp/x/nginx.pid;',
    'worker_processes 1;',
    'error_log stderr warn;',
    'events { worker_connections 640; }',
    'stream {',
    '  upstream pool {',
    '    server 127.0.0.1:30001 max_fails=1 fail_timeout=10s;',
    '    server 127.0.0.1:30002 max_fails=1 fail_timeout=10s;',
    '  }',
    '  server {',
    '    listen 127.0.0.1:20001 udp rcvbuf=1048576;',
    '    proxy_pass pool;',
    '    # Without proxy_responses any number of replies is right, none among them: silence fails no server.',
    '    proxy_timeout 30000ms;',
    '  }',
    '}',
    ''
  ])
})

it('loads no module where it is part of the program, and says nothing of the run in what is exported', () => {
  expect(text({}, { ...run, streamModule: null })).not.toContain('load_module')
  expect(text({}, null)).not.toMatch(/daemon|master_process|pid|error_log|load_module/)
})

it('per datagram a session ends with its reply, and a silent server fails', () => {
  expect(text({ per: 'datagram' })).toMatch(
    /proxy_requests 1;\n {4}proxy_responses 1;\n {4}proxy_timeout 500ms;/
  )
})

it('weights count in weighted round robin alone, 0 is down, and without health checks nobody fails', () => {
  const servers = [3, 0].map((weight) => ({ weight, serviceUs: 0 }))
  expect(text({ servers, algorithm: 'weighted-round-robin' })).toMatch(
    /30001 weight=3 max_fails.*\n.*30002 down;/
  )
  expect(text({ servers, health: false })).toContain('server 127.0.0.1:30001 max_fails=0;')
})

it.each([
  ['random', 'random;'],
  ['least-outstanding', 'least_conn;'],
  ['two-choices', 'random two least_conn;'],
  ['source-hash', 'hash $remote_addr:$remote_port;'],
  ['maglev', 'hash $remote_addr:$remote_port consistent;']
] as const)('%s is %s', (algorithm, directive) => {
  expect(text({ algorithm })).toContain(`  upstream pool {\n    ${directive}\n`)
})

it('its consistent hash is not called Maglev', () => {
  expect(nginxMethod('maglev')).toMatch(/ketama, not Maglev/)
  expect(nginxMethod('random')).toBeNull()
})

it('writes an IPv6 address in brackets', () => {
  const config = nginxConfiguration(
    balancingDefaults,
    { listen: { address: '::1', port: 20_001 }, servers: [{ address: '::1', port: 30_001 }] },
    null
  )
  expect(config).toContain('listen [::1]:20001 udp')
  expect(config).toContain('server [::1]:30001 ')
})
