import { describe, expect, it } from 'vitest'
import { balancingDefaults, type BalancingParameters } from '../parameters'
import { algorithms } from '../pickers'
import { examplePlaces } from './exported-pool'
import { ipvsCommands } from './ipvs'

const poolOf = (...weights: number[]) => weights.map((weight) => ({ weight, serviceUs: 0 }))
const exported = (changes: Partial<BalancingParameters>) => {
  const parameters = { ...balancingDefaults, ...changes }
  return ipvsCommands(parameters, examplePlaces(parameters.servers.length))
}
function textOf(changes: Partial<BalancingParameters>): string {
  const result = exported(changes)
  if (!result.ok) throw new Error(result.fault.message)
  return result.value
}
const commandsOf = (changes: Partial<BalancingParameters>): string[] =>
  textOf(changes)
    .trimEnd()
    .split('\n')
    .filter((line) => !line.startsWith('#'))

it('is commands that set up the pool, the timeout and what mends black holes', () => {
  expect(commandsOf({ servers: poolOf(1, 1) })).toEqual([
    'modprobe ip_vs',
    'ipvsadm -A -u 192.0.2.1:20001 -s rr',
    'ipvsadm -a -u 192.0.2.1:20001 -r 198.51.100.11:20010 -m -w 1',
    'ipvsadm -a -u 192.0.2.1:20001 -r 198.51.100.12:20010 -m -w 1',
    'sysctl -w net.ipv4.ip_forward=1',
    'ipvsadm --set 0 0 30',
    'sysctl -w net.ipv4.vs.expire_nodest_conn=1',
    'sysctl -w net.ipv4.vs.expire_quiescent_template=1'
  ])
})

it('writes IPv6 addresses as ipvsadm takes them', () => {
  const result = ipvsCommands(
    { ...balancingDefaults, servers: poolOf(1) },
    { virtual: { address: '2001:db8::1', port: 53 }, servers: [{ address: '2001:db8::2', port: 5353 }] }
  )
  expect(result).toMatchObject({
    ok: true,
    value: expect.stringContaining('ipvsadm -a -u [2001:db8::1]:53 -r [2001:db8::2]:5353 -m -w 1\n')
  })
})

describe('each algorithm', () => {
  it.each([
    ['round-robin', '-s rr'],
    ['weighted-round-robin', '-s wrr'],
    ['least-outstanding', '-s lc'],
    ['two-choices', '-s twos'],
    ['source-hash', '-s sh -b sh-fallback,sh-port'],
    ['maglev', '-s mh -b mh-fallback,mh-port']
  ] as const)('%s is %s', (algorithm, words) => {
    expect(commandsOf({ algorithm })[1]).toBe(`ipvsadm -A -u 192.0.2.1:20001 ${words}`)
  })

  it('of the lab is exported or refused in words', () => {
    for (const algorithm of algorithms) {
      const result = exported({ algorithm })
      if (!result.ok) expect(result.fault.advice).toMatch(/^Nearest: /)
    }
  })

  it('per datagram is one-packet scheduling, which says what its answers look like', () => {
    const changes = { algorithm: 'maglev', per: 'datagram' } as const
    expect(commandsOf(changes)[1]).toMatch(/ -s mh -b mh-fallback,mh-port --ops$/)
    expect(textOf(changes)).toContain('with -m clients see it come from the server itself')
    expect(textOf({ algorithm: 'maglev' })).not.toContain('--ops')
  })

  it('says what lc counts, and that twos was not tried', () => {
    expect(textOf({ algorithm: 'least-outstanding' })).toContain('The lab counts open requests; IPVS cannot.')
    expect(textOf({ algorithm: 'two-choices' })).toContain('# Not tried here: twos ')
  })
})

describe('weights', () => {
  it.each(['weighted-round-robin', 'maglev'] as const)('are told to %s', (algorithm) => {
    expect(
      commandsOf({ algorithm, servers: poolOf(5, 1, 0) })
        .slice(2, 5)
        .map((line) => line.at(-1))
    ).toEqual([...'510'])
  })

  it.each(['round-robin', 'source-hash', 'least-outstanding'] as const)(
    'are 1 or 0 for %s, as in the lab, and it says so',
    (algorithm) => {
      const changes = { algorithm, servers: poolOf(5, 1, 0) }
      expect(
        commandsOf(changes)
          .slice(2, 5)
          .map((line) => line.at(-1))
      ).toEqual([...'110'])
      expect(textOf(changes)).toContain('knows no weights but 0')
    }
  )
})

describe('what IPVS cannot do is refused', () => {
  it.each([
    [{ algorithm: 'random' }, /no scheduler that picks by chance/, /^Nearest: round-robin/],
    [{ algorithm: 'least-outstanding', per: 'datagram' }, /nothing to count/, /per session/],
    [{ algorithm: 'two-choices', per: 'datagram' }, /nothing to count/, /per session/],
    [{ servers: poolOf(0, 0) }, /weight 0/, /weight of 1/]
  ] as const)('%j', (changes, message, advice) => {
    const result = exported(changes as Partial<BalancingParameters>)
    expect(result).toMatchObject({
      ok: false,
      fault: {
        code: 'input/invalid',
        message: expect.stringMatching(message),
        advice: expect.stringMatching(advice)
      }
    })
  })
})

it('says that IPVS watches no server', () => {
  expect(textOf({ health: true })).toContain('IPVS watches no server')
  expect(textOf({ health: false })).toContain('Nobody watches the servers')
})
