import { describe, expect, test } from 'vitest'
import { EventKind } from '../events/batch'
import { deriveLadder, drawnArrowsMaximum } from './ladder'
import { late, source, type Step } from './ladder.fixture'
import { datagramSentence, describeLadder, fateInWords, ladderCsv } from './ladder-words'
import type { LadderSource } from '../events/socket-spans'

const { listening, sent, received, served, refused, timedOut, connected, closed } = EventKind

describe('the picture', () => {
  const exchange = (id: number, startMs: number): LadderSource =>
    source('client', { port: 5000 + id, open: false, name: `Client ${id}` }, [
      [startMs, listening],
      [startMs + 1, sent, 20001, 'hi'],
      [startMs + 4, received, 20001, 'hello'],
      [startMs + 5, closed]
    ])

  test('clients one after the other share a lane, clients at once do not', () => {
    const server = source('server', { port: 20001 }, [
      [0, listening],
      [12, served, 5001, 'hi'],
      [32, served, 5002, 'hi']
    ])
    const apart = deriveLadder([server, exchange(1, 10), exchange(2, 30)], late)
    expect(apart.lanes.map(({ title }) => title)).toEqual(['Server', 'Client'])
    expect(
      apart.segments.map(({ lane, fromRow, toRow, closed: ended }) => [lane, fromRow, toRow, ended])
    ).toEqual([
      [0, 0, 5, false],
      [1, 0, 2, true],
      [1, 3, 5, true]
    ])
    const together = deriveLadder([server, exchange(1, 10), exchange(2, 11)], late)
    expect(together.lanes.length).toBe(3)
  })

  test('two servers stand on both sides of the client', () => {
    const servers = [1, 2].map((number) =>
      source('server', { name: `Server ${number}`, port: 20002 - number, log: `server-${number as 1 | 2}` }, [
        [number, listening]
      ])
    )
    const { lanes } = deriveLadder([...servers, exchange(1, 10)], late)
    expect(lanes.map(({ title }) => title)).toEqual(['Server 1', 'Client', 'Server 2'])
  })

  test('lanes that are expected stand where they are before, while and after their sockets come', () => {
    const expected = [
      { title: 'Server 1', role: 'server', log: 'server-1' },
      { title: 'Server 2', role: 'server', log: 'server-2' },
      { title: 'Client', role: 'client', log: 'client' }
    ] as const
    const second = source('server', { name: 'Server 2', port: 20000, log: 'server-2' }, [[1, listening]])
    const titles = (...sources: LadderSource[]): string[] =>
      deriveLadder(sources, late, false, expected).lanes.map(({ title }) => title)
    const all = ['Server 1', 'Client', 'Server 2']
    const client = source('client', { port: 5001 }, [[10, listening]])
    expect([titles(), titles(second), titles(second, client)]).toEqual([all, all, all])
  })

  test('marks of sockets that open together share a row', () => {
    const clients = [1, 2, 3].map((id) =>
      source('client', { port: 5000 + id, name: `Client ${id}` }, [[id, listening]])
    )
    const { rows, marks } = deriveLadder(clients, late)
    expect(rows).toBe(1)
    expect(marks.map(({ text }) => text)).toEqual(['Client 1 :5001', 'Client 2 :5002', 'Client 3 :5003'])
  })

  test('marks whose texts would lie over each other do not', () => {
    const clients = [1, 2].map((id) =>
      source('client', { port: 50_000 + id, name: `Unconnected ${id}` }, [[id, listening]])
    )
    expect(deriveLadder(clients, late).rows).toBe(2)
  })

  test('marks that are far apart in time do not', () => {
    const server = source('server', { port: 20001 }, [[0, listening]])
    const client = source('client', { port: 5000 }, [[500, listening]])
    expect(deriveLadder([server, client], late).rows).toBe(2)
  })

  test('an ICMP error has a row of its own; a time-out is marked', () => {
    const refusing = source('client', { port: 5000 }, [
      [1, connected, 20001],
      [2, sent, 20001, 'hi'],
      [3, refused, 20001],
      [4, timedOut]
    ])
    const { arrows, marks, rows } = deriveLadder([refusing], late)
    expect([arrows[0]!.row, arrows[0]!.refusedRow, rows]).toEqual([2, 3, 5])
    expect(marks.map(({ kind }) => kind)).toEqual(['open', 'connected', 'timed-out'])
  })

  test('another program gets a lane of its own', () => {
    const server = source('server', { port: 20001 }, [
      [0, listening],
      [5, received, 6000, 'x'],
      [6, sent, 6000, 'y']
    ])
    const { lanes, arrows } = deriveLadder([server], late)
    expect(lanes.map(({ title }) => title)).toEqual(['Server', 'Elsewhere'])
    expect(arrows.map(({ fromLane, toLane }) => [fromLane, toLane])).toEqual([
      [1, 0],
      [0, 1]
    ])
  })

  test('the sockets of a program that is known share its lane', () => {
    const server = source('server', { port: 20001 }, [
      [0, listening],
      [5, received, 6000, 'x'],
      [15, received, 6001, 'x'],
      [25, received, 7000, 'x']
    ])
    const titleOf = ({ port }: { port: number }) => (port < 7000 ? 'client.py' : null)
    const { lanes, arrows } = deriveLadder([server], late, false, [], titleOf)
    expect(lanes.map(({ title }) => title)).toEqual(['Server', 'client.py', 'Elsewhere'])
    expect(arrows.map(({ fromLane }) => fromLane)).toEqual([1, 1, 2])
  })

  test('what is known of a datagram is said, and by whom it was received in place of where it went', () => {
    const server = source('server', { port: 20001 }, [
      [0, listening],
      [5, received, 6000, 'x'],
      [6, sent, 6000, 'y']
    ])
    const [came, went] = deriveLadder([server], late).arrows.map(({ datagram }) => datagram)
    const said = (datagram: typeof came, words: string): string =>
      fateInWords(datagram!, { short: null, words })
    expect(said(came, 'sent by line 3 of client.py')).toBe('delivered, sent by line 3 of client.py')
    expect(said(went, 'received by line 4 of client.py')).toBe('received by line 4 of client.py')
    expect(fateInWords(went!)).toContain('does not know')
  })

  test('only the last arrows are drawn', () => {
    const count = drawnArrowsMaximum + 50
    const steps = Array.from({ length: count }, (_, index): Step => [index + 1, sent, 20001, String(index)])
    const ladder = deriveLadder([source('client', { port: 5000 }, steps)], late)
    expect([ladder.arrows.length, ladder.cut]).toEqual([drawnArrowsMaximum, true])
    expect(ladder.arrows[0]!.datagram.sentMs).toBe(51)
  })

  test('nothing happened', () => {
    expect(deriveLadder([], late)).toEqual({
      lanes: [],
      rows: 0,
      arrows: [],
      marks: [],
      segments: [],
      cut: false
    })
  })
})

describe('in words', () => {
  const ladder = deriveLadder(
    [
      source('server', { port: 20001 }, [
        [100, listening],
        [111, received, 5000, 'hi']
      ]),
      source('client', { port: 5000 }, [
        [110, sent, 20001, 'hi'],
        [120, sent, 20009, '=1+1']
      ])
    ],
    late
  )

  test('the name says how many and how many were lost', () => {
    expect(describeLadder(ladder)).toBe('Ladder: 2 datagrams, 1 lost')
  })

  test('a sentence a datagram', () => {
    expect(datagramSentence(ladder.arrows[0]!.datagram, 100)).toBe(
      '0.010 s: Client 1 (127.0.0.1:5000) to Server (127.0.0.1:20001), 2 bytes "hi", delivered'
    )
  })

  test('the table', () => {
    expect(ladderCsv(ladder, 100).split('\r\n').slice(0, 3)).toEqual([
      'sent [ms],received [ms],from,to,payload [bytes],text,outcome',
      '10,11,Client 1 (127.0.0.1:5000),Server (127.0.0.1:20001),2,hi,delivered',
      "20,,Client 1 (127.0.0.1:5000),127.0.0.1:20009,4,'=1+1,no-socket"
    ])
  })
})
