import { describe, expect, it } from 'vitest'
import { EventKind } from '#shared/events/batch'
import { source, type Step } from '#shared/ladder/ladder.fixture'
import { type NamedLine, nameLines, namePrograms, type Way, wayKey } from './named-lines'
import { addTold, type RunTrace } from './run-trace'
import type { TraceEntry } from './trace'

const server = 20_001
const mine = 40_000
const late = 10_000

const call = (name: string, line: number, atMs: number, more: Partial<TraceEntry> = {}): TraceEntry => ({
  call: name,
  line,
  atMs,
  port: server,
  peerPort: mine,
  sizeBytes: 1,
  ...more
})
const counted = (name: string, line: number, fromMs: number, toMs: number): TraceEntry => ({
  call: name,
  line,
  count: 3,
  fromMs,
  toMs
})
const trace = (entries: TraceEntry[], untilMs = late, sinceMs = 0): RunTrace[] =>
  addTold([], { entries, sinceMs, untilMs }, 'server.py')

const { sent, received } = EventKind
/** Our client of one port, and what happened at it. */
const client = (...steps: Step[]) => source('client', { port: mine }, steps)

/** Lines of what came or went, by its moment. */
function lines(
  way: Way,
  traces: readonly RunTrace[],
  own: ReturnType<typeof client>,
  nowMs = late
): Record<number, number> {
  const named = nameLines(traces, [own], nowMs)
  const found: [number, NamedLine | undefined][] = own.events.map(({ timeMs }) => [
    timeMs,
    named.get(wayKey(way, own.info.id, timeMs))
  ])
  return Object.fromEntries(found.flatMap(([timeMs, name]) => (name ? [[timeMs, name.line]] : [])))
}

describe('what came from the program', () => {
  it('is named by the call that sent it, in their order', () => {
    const told = trace([call('sendto', 5, 100), call('sendto', 9, 101), call('sendto', 5, 102)])
    const own = client(
      [100.1, received, server, 'a'],
      [101.1, received, server, 'b'],
      [102.1, received, server, 'c']
    )
    expect(lines('in', told, own)).toEqual({ 100.1: 5, 101.1: 9, 102.1: 5 })
  })

  it('is not named where one of several lines may have been lost', () => {
    const told = trace([call('sendto', 5, 100), call('sendto', 9, 101), call('sendto', 5, 500)])
    const own = client([101.1, received, server, 'a'], [500.1, received, server, 'b'])
    // Either of the first two may be the one that never came, and the second may have waited.
    expect(lines('in', told, own)).toEqual({})
    expect(lines('in', told, client([101.1, received, server, 'a']))).toEqual({})
  })

  it('is named where what was lost makes no difference', () => {
    const told = trace([call('sendto', 5, 100), call('sendto', 5, 300), call('sendto', 9, 900)])
    expect(lines('in', told, client([300.1, received, server, 'a']))).toEqual({ 300.1: 5 })
  })

  it('is told apart by its length', () => {
    const told = trace([call('sendto', 5, 100, { sizeBytes: 1 }), call('sendto', 9, 101, { sizeBytes: 4 })])
    expect(lines('in', told, client([101.1, received, server, 'abcd']))).toEqual({ 101.1: 9 })
  })

  it('is named by the only line that sends, also where calls were only counted', () => {
    const told = trace([call('bind', 3, 1), counted('sendto', 7, 50, 200), counted('recvfrom', 6, 50, 200)])
    expect(lines('in', told, client([100, received, server, 'a']))).toEqual({ 100: 7 })
  })

  it('is not named while calls of several lines were only counted, nor after it at the same socket', () => {
    const told = trace([call('sendto', 5, 100), counted('sendto', 7, 200, 300), call('sendto', 5, 900)])
    const own = client(
      [100.1, received, server, 'a'],
      [250, received, server, 'b'],
      [900.1, received, server, 'c']
    )
    expect(lines('in', told, own)).toEqual({ 100.1: 5 })
    // A socket that was opened later got none of those.
    expect(lines('in', told, client([899, sent, server, 'q'], [900.1, received, server, 'c']))).toEqual({
      900.1: 5
    })
  })

  it('is not named before its call can have been told', () => {
    const told = trace([call('sendto', 5, 100)], 110)
    expect(lines('in', told, client([100.1, received, server, 'a']))).toEqual({})
  })

  it('is not named where it came from another port, or before the run', () => {
    const told = trace([call('sendto', 5, 100)], late, 90)
    expect(lines('in', told, client([80, received, server, 'a'], [101, received, server + 1, 'b']))).toEqual(
      {}
    )
  })

  it('is not named where a call does not tell to whom it sent', () => {
    const told = trace([call('send', 5, 100, { peerPort: 0 }), call('sendto', 9, 101)])
    expect(lines('in', told, client([101.1, received, server, 'a']))).toEqual({})
  })

  it('of each run is named by its own text', () => {
    const first = trace([call('sendto', 5, 100)], 150)
    const both = addTold(
      first,
      { entries: [call('sendto', 6, 200)], sinceMs: 160, untilMs: late },
      'server.py'
    )
    const own = client([100.1, received, server, 'a'], [200.1, received, server, 'b'])
    expect(lines('in', both, own)).toEqual({ 100.1: 5, 200.1: 6 })
  })
})

describe('what the app sent', () => {
  it('is named by the call that received it', () => {
    const told = trace([call('recvfrom', 4, 100.2), call('recvfrom', 8, 200.2)])
    const own = client([100, sent, server, 'a'], [200, sent, server, 'b'])
    expect(lines('out', told, own)).toEqual({ 100: 4, 200: 8 })
  })

  it('is not named where it may be the one that was lost', () => {
    const told = trace([call('recvfrom', 4, 102)])
    expect(lines('out', told, client([100, sent, server, 'a'], [101, sent, server, 'b']))).toEqual({})
  })

  it('is named where only the other one can have been lost', () => {
    const told = trace([call('recvfrom', 4, 102)])
    expect(lines('out', told, client([100, sent, server, 'a'], [500, sent, server, 'b']))).toEqual({ 100: 4 })
  })

  it('is not named while a later one of ours may not be here yet', () => {
    const told = trace([call('recvfrom', 4, 100.2)])
    expect(lines('out', told, client([100, sent, server, 'a']), 150)).toEqual({})
  })

  it('is not named once receives were only counted', () => {
    const told = trace([counted('recvfrom', 4, 50, 200), call('recvfrom', 4, 300)])
    expect(lines('out', told, client([100, sent, server, 'a'], [299, sent, server, 'b']))).toEqual({})
  })

  it('is not named by a call that only looked', () => {
    const told = trace([call('recvfrom', 4, 100.2, { peerPort: -1 }), call('recvfrom', 5, 100.3)])
    expect(lines('out', told, client([100, sent, server, 'a']))).toEqual({ 100: 5 })
  })

  it('is not named where who looked did not say whose it was', () => {
    const told = trace([call('recv', 4, 100.2, { peerPort: 0 }), call('recvfrom', 5, 100.3)])
    expect(lines('out', told, client([100, sent, server, 'a']))).toEqual({})
  })
})

it('forgets the first calls of a long run, and names nothing of that time by them', () => {
  const many = Array.from({ length: 2500 }, (_, at) => call('sendto', at % 2 === 0 ? 5 : 9, at))
  const told = trace(many)
  expect(told[0]?.calls).toHaveLength(2000)
  expect(lines('in', told, client([100, received, server, 'a']))).toEqual({})
})

describe('of several programs', () => {
  const own = client([0, sent, server, 'x'], [10, received, server, 'y'])
  const line = (programs: readonly (readonly RunTrace[])[]): number | undefined =>
    namePrograms(programs, [own], late).get(wayKey('in', own.info.id, 10))?.line
  const first = trace([call('sendto', 7, 9)])
  const elsewhere = trace([call('sendto', 3, 9, { port: server + 1 })])

  it('names the line of the one that has the port', () => {
    expect(line([elsewhere, first])).toBe(7)
  })

  it('names none where two have one port at once, and the right one where one came after the other', () => {
    expect(line([first, trace([call('sendto', 3, 8)])])).toBeUndefined()
    expect(line([trace([call('sendto', 7, 9)], 500), trace([call('sendto', 3, 900)], late, 800)])).toBe(7)
  })
})
