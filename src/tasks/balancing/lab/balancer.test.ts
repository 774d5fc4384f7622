import { describe, expect, it } from 'vitest'
import { balancerOn } from './balancer.fixture'
import { waitingMost } from './upstream'

const endsOf = (told: string[]): string[] => told.filter((line) => line.startsWith('disconnected'))
const given = (told: string[], kind: string): string[] => told.filter((line) => line.startsWith(`${kind} `))

describe('sessions', () => {
  it('each client has a socket of its own to one server, and its replies come back to it', async () => {
    const { sockets, from, settled, replies, told, balancer } = balancerOn()
    from(50_001, '1')
    from(50_002, '2')
    await settled()
    from(50_001, '3')
    expect(sockets.map(({ port, sent }) => [port, sent])).toEqual([
      [20_011, ['1', '3']],
      [20_012, ['2']]
    ])
    sockets[1]?.answers('2')
    sockets[0]?.answers('1')
    expect(replies).toEqual(['2 to 50002', '1 to 50001'])
    expect(told).toContain('received 1 20011')
    expect(told).toContain('sent 1 50001')
    expect(balancer.pool.map(({ outstanding }) => outstanding)).toEqual([1, 0, 0])
  })

  it('what comes while a socket is being opened waits in order, and no more than so many', async () => {
    const { sockets, from, settled, told } = balancerOn()
    for (let number = 1; number <= waitingMost + 2; number++) from(50_001, String(number))
    await settled()
    expect(sockets[0]?.sent).toEqual(Array.from({ length: waitingMost }, (_, index) => String(index + 1)))
    expect(given(told, 'unanswered')).toEqual([
      `unanswered ${waitingMost + 1} 50001`,
      `unanswered ${waitingMost + 2} 50001`
    ])
  })

  it('per datagram a client has a socket to each server', async () => {
    const { sockets, from, settled } = balancerOn({ per: 'datagram' })
    for (const text of ['1', '2', '3', '4']) from(50_001, text)
    await settled()
    expect(sockets.map(({ sent }) => sent)).toEqual([['1', '4'], ['2'], ['3']])
  })

  it('ends by idle time, by its replies or for room, closes its socket, and says which', async () => {
    const { sockets, from, settled, told, balancer, world } = balancerOn({
      limits: { idleMs: 100, replies: 2, sessions: 2 },
      health: null
    })
    from(50_001, '1')
    from(50_002, '2')
    await settled()
    sockets[0]?.answers('1')
    sockets[0]?.answers('1')
    expect(endsOf(told)).toEqual(['disconnected 2 50001'])
    from(50_003, '3')
    from(50_004, '4')
    expect(endsOf(told)[1]).toBe('disconnected 3 50002')
    await settled()
    world.nowMs += 100
    balancer.tick()
    expect(endsOf(told).slice(2)).toEqual(['disconnected 1 50003', 'disconnected 1 50004'])
    expect(sockets.map(({ closed }) => closed)).toEqual([true, true, true, true])
    expect(balancer.pool.map(({ outstanding }) => outstanding)).toEqual([0, 0, 0])
  })

  it('a client that changes its port is another one', async () => {
    const { from, settled, balancer } = balancerOn()
    from(50_001, '1')
    from(50_002, '2')
    await settled()
    expect(balancer.sessions).toBe(2)
  })

  it('without a descriptor for its socket, what waited is given up, and the next datagram tries again', async () => {
    const { sockets, from, settled, told, world, balancer } = balancerOn()
    world.canOpen = false
    from(50_001, '1')
    await settled()
    expect(told).toContain('unanswered 1 50001')
    expect(balancer.pool[0]).toMatchObject({ outstanding: 0, silentSinceMs: null })
    world.canOpen = true
    from(50_001, '2')
    await settled()
    expect(sockets[1]?.sent).toEqual(['2'])
  })
})

describe('health', () => {
  it('a refusal takes the server out at once: its clients have another with their next datagram', async () => {
    const { sockets, from, settled, told, balancer } = balancerOn()
    from(50_001, '1')
    await settled()
    sockets[0]?.refuses()
    expect(told).toContain('refused - 20011')
    expect(endsOf(told)).toEqual(['disconnected 4 50001'])
    expect(balancer.pool[0]).toMatchObject({ up: false, outstanding: 0 })
    from(50_001, '2')
    await settled()
    expect(sockets.find(({ port }) => port === 20_012)?.sent).toEqual(['2'])
  })

  it('a datagram whose send was refused never left: another server has it', async () => {
    const { sockets, from, settled, told } = balancerOn()
    from(50_001, '1')
    await settled()
    const [first] = sockets
    if (first) first.refusals = 1
    from(50_001, '2')
    await settled()
    expect(first?.sent).toEqual(['1'])
    expect(sockets.find(({ port }) => port === 20_012)?.sent).toEqual(['2'])
    expect(given(told, 'unsent')).toEqual([])
  })

  it('what waited for a server that went down goes to another one', async () => {
    const { sockets, from, settled } = balancerOn({
      servers: [20_011, 20_012].map((port) => ({ address: '127.0.0.1', port, weight: 1 }))
    })
    for (const port of [50_001, 50_002]) from(port, String(port))
    await settled()
    from(50_003, '3')
    sockets[0]?.refuses()
    await settled()
    expect(
      sockets.filter(({ port, closed }) => port === 20_012 && !closed).flatMap(({ sent }) => sent)
    ).toEqual(['50002', '3'])
  })

  it('silence with a request open takes it out; a probe that is answered brings it back', async () => {
    const { sockets, from, settled, told, balancer, world } = balancerOn()
    from(50_001, '1')
    await settled()
    world.nowMs += 199
    balancer.tick()
    expect(balancer.pool[0]?.up).toBe(true)
    world.nowMs += 1
    balancer.tick()
    expect(told).toContain('timedOut 200 20011')
    expect(balancer.pool[0]?.up).toBe(false)
    await settled()
    const probe = sockets.find(({ sent }) => sent.includes('probe'))
    expect(probe?.port).toBe(20_011)
    world.nowMs += 50
    balancer.tick()
    expect(probe?.sent).toEqual(['probe', 'probe'])
    probe?.answers('probe')
    expect(told).toContain('received probe 20011')
    expect(balancer.pool[0]?.up).toBe(true)
    expect(probe?.closed).toBe(true)
  })

  it('one that answers others is not silent, however long it owes one', async () => {
    const { sockets, from, settled, balancer, world } = balancerOn({
      servers: [{ address: '127.0.0.1', port: 20_011, weight: 1 }]
    })
    from(50_001, 'lost')
    from(50_002, '1')
    await settled()
    for (let time = 0; time < 5; time++) {
      world.nowMs += 150
      balancer.tick()
      sockets[1]?.answers('1')
      from(50_002, '1')
    }
    expect(balancer.pool[0]?.up).toBe(true)
  })

  it('when no server is up, each datagram is given up by name', async () => {
    const { sockets, from, settled, told, replies } = balancerOn({
      servers: [{ address: '127.0.0.1', port: 20_011, weight: 1 }]
    })
    from(50_001, '1')
    await settled()
    sockets[0]?.refuses()
    from(50_001, '2')
    expect(given(told, 'unanswered')).toEqual(['unanswered 2 50001'])
    expect(replies).toEqual([])
  })

  it('without health checks a refused send is tried once more, with the same server', async () => {
    const { sockets, from, settled, balancer, told } = balancerOn({ health: null })
    from(50_001, '1')
    await settled()
    const [first] = sockets
    if (first) first.refusals = 1
    from(50_001, '2')
    if (first) first.refusals = 2
    from(50_001, '3')
    expect(first?.sent).toEqual(['1', '2'])
    expect(given(told, 'unsent')).toEqual(['unsent 3 20011'])
    expect(balancer.pool[0]).toMatchObject({ up: true, outstanding: 2 })
  })
})
