import { expect, it } from 'vitest'
import { type Flight, Reached } from '../../model/live/flights'
import { Dots, type ShownDot } from './dots'
import { clientAt, placesOf } from './places'

const places = placesOf(800, 300, 4, 2)
const flight = (more: Partial<Flight> = {}): Flight => ({
  ...{ client: 1, server: 1, reached: Reached.client, beganMs: 0 },
  ...more
})

/** All that one datagram shows, a step every 20 ms. */
function watch(shown: Flight, untilMs = 8000): ShownDot[] {
  const dots = new Dots()
  dots.add([shown])
  const seen: ShownDot[] = []
  for (let nowMs = 0; nowMs <= untilMs && dots.busy; nowMs += 20) seen.push(...dots.at(nowMs, places))
  return seen
}

it('goes from its client to its server and back, and is gone then', () => {
  const seen = watch(flight())
  const xs = seen.map(({ x }) => x)
  expect(Math.max(...xs)).toBeCloseTo(places.servers[1]!.x - 4, 0)
  expect(xs[0]).toBe(places.clients[1]?.x)
  expect(xs.at(-1)).toBeLessThan(places.front.x)
  expect(new Set(seen.map(({ kind }) => kind))).toEqual(new Set(['request', 'answer']))
})

it('without an answer waits at its server and ends as lost', () => {
  const seen = watch(flight({ reached: Reached.forwarded }))
  expect(seen.at(-1)?.kind).toBe('lost')
  expect(seen.some(({ kind }) => kind === 'answer')).toBe(false)
})

it('goes on when the answer comes meanwhile', () => {
  const dots = new Dots()
  const waiting = flight({ reached: Reached.forwarded })
  dots.add([waiting])
  for (let nowMs = 0; nowMs < 1800; nowMs += 20) dots.at(nowMs, places)
  waiting.reached = Reached.client
  expect(dots.at(1800, places)[0]?.kind).toBe('answer')
})

it('what nobody had a server for does not leave the balancer', () => {
  const seen = watch(flight({ server: null, reached: Reached.balancer }))
  expect(Math.max(...seen.map(({ x }) => x))).toBeCloseTo(places.back.x, 0)
})

it('stands in the room that it has, and finds the client below the pointer', () => {
  for (const [width, height, clients, servers] of [
    [300, 160, 32, 16],
    [1200, 500, 32, 16],
    [560, 220, 1, 1]
  ] as const) {
    const at = placesOf(width, height, clients, servers)
    for (const box of at.servers) {
      expect(box.y + box.height).toBeLessThanOrEqual(height)
      expect(box.x + box.width).toBeLessThanOrEqual(width)
    }
    for (const mark of at.clients) expect(mark.y).toBeLessThanOrEqual(height)
  }
  expect(clientAt(places, places.clients[2]!)).toBe(2)
  expect(clientAt(places, { x: 400, y: 10 })).toBeNull()
})
