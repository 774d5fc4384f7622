import { describe, expect, test } from 'vitest'
import { EventKind } from './batch'
import { matchDatagrams, settleMs } from './datagrams'
import { at, late, source } from '../ladder/ladder.fixture'
import type { LadderSource } from './socket-spans'

const { listening, sent, received, served, unsent, refused, connected, closed } = EventKind

describe('matching', () => {
  test('a request and its reply', () => {
    const server = source('server', { port: 20001 }, [
      [0, listening],
      [11, received, 5000, 'hi'],
      [12, sent, 5000, 'hello']
    ])
    const client = source('client', { port: 5000, open: false }, [
      [10, sent, 20001, 'hi'],
      [13, received, 20001, 'hello'],
      [14, closed]
    ])
    const found = matchDatagrams([server, client], late)
    expect(found.map(({ outcome, sentMs, arrivedMs }) => [outcome, sentMs, arrivedMs])).toEqual([
      ['delivered', 10, 11],
      ['delivered', 12, 13]
    ])
    expect(found[0]!.from!.name).toBe('Client 1')
    expect(found[0]!.to!.name).toBe('Server')
  })

  test('a served event is a receive and a reply whose text is seen when it arrives', () => {
    const server = source('server', { port: 20001 }, [
      [0, listening],
      [11, served, 5000, 'hi']
    ])
    const client = source('client', { port: 5000 }, [
      [10, sent, 20001, 'hi'],
      [13, received, 20001, 'Hello UDP Client']
    ])
    const [request, reply] = matchDatagrams([server, client], late)
    expect(request!.outcome).toBe('delivered')
    expect([reply!.outcome, reply!.sentMs, reply!.sizeBytes]).toEqual(['delivered', 11, 16])
  })

  test('the receive may be stamped before the send', () => {
    const server = source('server', { port: 20001 }, [
      [0, listening],
      [9.9, served, 5000, 'hi']
    ])
    const client = source('client', { port: 5000 }, [
      [10, sent, 20001, 'hi'],
      [10.2, received, 20001, 'yes']
    ])
    const found = matchDatagrams([server, client], late)
    expect(found.map(({ outcome, from }) => [outcome, from!.role])).toEqual([
      ['delivered', 'client'],
      ['delivered', 'server']
    ])
  })

  test('a program that is not ours has the port of a server of ours that is closed', () => {
    const server = source('server', { port: 20001, open: false }, [
      [0, listening],
      [5, closed]
    ])
    const client = source('client', { port: 5000, open: false }, [
      [10, sent, 20001, 'hi'],
      [13, received, 20001, 'hello'],
      [14, closed]
    ])
    const found = matchDatagrams([server, client], late)
    expect(found.map(({ outcome, from, to }) => [outcome, from?.name, to?.name])).toEqual([
      ['outside', 'Client 1', undefined],
      ['delivered', undefined, 'Client 1']
    ])
  })

  test('what a server sent before it closed is its own, however late it is read', () => {
    const server = source('server', { port: 20001, open: false }, [
      [0, listening],
      [11, served, 5000, 'hi'],
      [12, closed]
    ])
    const client = source('client', { port: 5000, open: false }, [
      [10, sent, 20001, 'hi'],
      [400, received, 20001, 'hello'],
      [401, closed]
    ])
    const found = matchDatagrams([server, client], late)
    expect(found.map(({ outcome, from }) => [outcome, from?.name])).toEqual([
      ['delivered', 'Client 1'],
      ['delivered', 'Server']
    ])
  })

  test('equal texts are matched first come, first served', () => {
    const server = source('server', { port: 20001 }, [
      [0, listening],
      [5, received, 5000, 'x'],
      [6, received, 5000, 'x']
    ])
    const client = source('client', { port: 5000 }, [
      [1, sent, 20001, 'x'],
      [2, sent, 20001, 'x'],
      [3, sent, 20001, 'x']
    ])
    const found = matchDatagrams([server, client], late)
    expect(found.map(({ arrivedMs, outcome }) => [arrivedMs, outcome])).toEqual([
      [5, 'delivered'],
      [6, 'delivered'],
      [null, 'lost']
    ])
  })

  test('a datagram that was cut by recvfrom is still the same', () => {
    const long = 'a'.repeat(2000)
    const server = source('server', { port: 20001 }, [
      [0, listening],
      [5, received, 5000, 'a'.repeat(1024)]
    ])
    const client = source('client', { port: 5000 }, [[1, sent, 20001, long]])
    expect(matchDatagrams([server, client], late)[0]!.outcome).toBe('delivered')
  })

  test('a socket bound to every address takes its port everywhere', () => {
    const server = source('server', { port: 20001, address: '0.0.0.0' }, [
      [0, listening],
      [5, received, 5000, 'x']
    ])
    const client = source('client', { port: 5000, address: '0.0.0.0' }, [[1, sent, 20001, 'x']])
    expect(matchDatagrams([server, client], late)[0]!.outcome).toBe('delivered')
  })
})

describe('datagrams that nobody received', () => {
  const client = (): LadderSource => source('client', { port: 5000 }, [[10, sent, 20001, 'hi']])

  test('is on its way until it had time to arrive', () => {
    const server = source('server', { port: 20001 }, [[0, listening]])
    expect(matchDatagrams([server, client()], 10 + settleMs - 1)[0]!.outcome).toBe('in-flight')
    expect(matchDatagrams([server, client()], 10 + settleMs)[0]!.outcome).toBe('lost')
    // In slow motion it waits for as long as its receiver is held.
    expect(matchDatagrams([server, client()], 10 + settleMs, true)[0]!.outcome).toBe('in-flight')
    expect(matchDatagrams([client()], 10 + settleMs, true)[0]!.outcome).toBe('no-socket')
  })

  test('nobody listens', () => {
    const [datagram] = matchDatagrams([client()], late)
    expect([datagram!.outcome, datagram!.to]).toEqual(['no-socket', null])
  })

  test('the server had stopped before: it still says where the server was', () => {
    const server = source('server', { port: 20001, open: false }, [
      [0, listening],
      [5, closed]
    ])
    const [datagram] = matchDatagrams([server, client()], late)
    expect([datagram!.outcome, datagram!.to!.name]).toEqual(['no-socket', 'Server'])
  })

  test('the other socket is connected to someone else', () => {
    const peer = source('client', { port: 6000, name: 'Client' }, [
      [0, listening],
      [1, connected, 20001]
    ])
    const stranger = source('client', { port: 7000, name: 'Stranger', program: 'bystander' }, [
      [10, sent, 6000, 'x']
    ])
    expect(matchDatagrams([peer, stranger], late)[0]!.outcome).toBe('filtered')
    expect(matchDatagrams([peer, stranger], 11)[0]!.outcome).toBe('filtered')
  })

  test('an ICMP error came back to the last datagram', () => {
    const connectedClient = source('client', { port: 5000 }, [
      [1, connected, 20001],
      [2, sent, 20001, 'hi'],
      [3, refused, 20001]
    ])
    const [datagram] = matchDatagrams([connectedClient], late)
    expect([datagram!.outcome, datagram!.refusedMs]).toEqual(['refused', 3])
  })

  test('a connected send without a named peer goes to the peer', () => {
    const connectedClient = source('client', { port: 5000 }, [
      [1, connected, 20001],
      [2, sent, undefined, 'hi']
    ])
    expect(matchDatagrams([connectedClient], late)[0]!.toAddress).toEqual(at(20001))
  })

  test('send() refused it', () => {
    const tooLong = source('client', { port: 5000 }, [[2, unsent, 20001, 'hi']])
    expect(matchDatagrams([tooLong], 2)[0]!.outcome).toBe('unsent')
  })

  test('a program that is not ours answers: what went to it went outside', () => {
    const asking = source('client', { port: 5000 }, [
      [10, sent, 20001, 'hi'],
      [12, received, 20001, 'hello']
    ])
    const found = matchDatagrams([asking], late)
    expect(found.map(({ outcome, from, to }) => [outcome, from?.name ?? null, to?.name ?? null])).toEqual([
      ['outside', 'Client 1', null],
      ['delivered', null, 'Client 1']
    ])
  })
})
