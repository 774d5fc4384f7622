/** Datagrams on the screen: each goes the way of a real one, slowed down, and stops where that one was lost. */
import { type Flight, Reached } from '#tasks/balancing/model/live/flights'
import type { Places, Point } from './places'

/** ms of watching. */
const legMs = 420
const insideMs = 160
const lostShownMs = 1100
/** A datagram that has gone no further for so long is shown as lost. */
const patienceMs = 2500
/** Begun in one second, at most. */
const aSecond = 100
/** Who lags so far behind leaves out what is older. */
const waitingMost = 320

type Stage =
  'to-balancer' | 'inside' | 'to-server' | 'served' | 'back' | 'inside-again' | 'to-client' | 'lost'

interface Dot {
  flight: Flight
  stage: Stage
  /** When it came there, on the screen's clock. */
  sinceMs: number
}

export interface ShownDot extends Point {
  client: number
  kind: 'request' | 'answer' | 'lost'
}

const next: Record<Stage, Stage | null> = {
  'to-balancer': 'inside',
  inside: 'to-server',
  'to-server': 'served',
  served: 'back',
  back: 'inside-again',
  'inside-again': 'to-client',
  'to-client': null,
  lost: null
}
const lastsMs: Partial<Record<Stage, number>> = {
  inside: insideMs,
  'inside-again': insideMs,
  served: 0,
  lost: lostShownMs
}

/** Whether the real datagram went on from there. */
function wentOn({ stage, flight }: Dot): boolean {
  if (stage === 'inside') return flight.server !== null
  if (stage === 'served') return flight.reached >= Reached.balancerAgain
  return stage !== 'inside-again' || flight.reached >= Reached.client
}

export class Dots {
  #waiting: Flight[] = []
  #dots: Dot[] = []
  #begunMs = -Infinity

  get busy(): boolean {
    return this.#dots.length > 0 || this.#waiting.length > 0
  }

  add(flights: readonly Flight[]): void {
    this.#waiting = [...this.#waiting, ...flights].slice(-waitingMost)
  }

  clear(): void {
    this.#waiting = []
    this.#dots = []
  }

  /** Where each is now; what is over is gone. */
  at(nowMs: number, places: Places): ShownDot[] {
    this.#begin(nowMs)
    this.#dots = this.#dots.filter((dot) => move(dot, nowMs))
    return this.#dots.flatMap((dot) => shownAt(dot, nowMs, places))
  }

  #begin(nowMs: number): void {
    const due = Math.min(8, Math.floor(((nowMs - this.#begunMs) * aSecond) / 1000))
    if (due < 1) return
    this.#begunMs = nowMs
    for (const flight of this.#waiting.splice(0, due))
      this.#dots.push({ flight, stage: 'to-balancer', sinceMs: nowMs })
  }
}

/** Returns whether it is still there. */
function move(dot: Dot, nowMs: number): boolean {
  for (;;) {
    const endMs = dot.sinceMs + (lastsMs[dot.stage] ?? legMs)
    if (nowMs < endMs) return true
    if (wentOn(dot)) {
      const stage = next[dot.stage]
      if (stage === null) return false
      // From a place where it waited it goes on now.
      const waited = nowMs - endMs > 50
      Object.assign(dot, { stage, sinceMs: waited ? nowMs : endMs })
    } else {
      if (nowMs - endMs < patienceMs) return true
      Object.assign(dot, { stage: 'lost', sinceMs: nowMs })
    }
  }
}

const along = (from: Point, to: Point, share: number): Point => ({
  x: from.x + (to.x - from.x) * Math.min(1, share),
  y: from.y + (to.y - from.y) * Math.min(1, share)
})

/** Answers go a little beside the requests. */
const besidePx = 3

function shownAt(dot: Dot, nowMs: number, places: Places): ShownDot[] {
  const { flight, stage, sinceMs } = dot
  const mark = places.clients[flight.client]
  const server = flight.server === null ? undefined : places.servers[flight.server]
  if (!mark || (!server && stage !== 'to-balancer' && stage !== 'inside' && stage !== 'lost')) return []
  const door = server ? { x: server.x - 4, y: server.y + server.height / 2 } : places.back
  const { front, back } = places
  const share = (nowMs - sinceMs) / (lastsMs[stage] ?? legMs)
  const request = (point: Point): ShownDot[] => [{ ...point, client: flight.client, kind: 'request' }]
  const answer = ({ x, y }: Point): ShownDot[] => [
    { x, y: y + besidePx, client: flight.client, kind: 'answer' }
  ]
  switch (stage) {
    case 'to-balancer':
      return request(along(mark, front, share))
    case 'inside':
      return request(along(front, back, share))
    case 'to-server':
      return request(along(back, door, share))
    case 'served':
      return request(door)
    case 'back':
      return answer(along(door, back, share))
    case 'inside-again':
      return answer(along(back, front, share))
    case 'to-client':
      return answer(along(front, mark, share))
    case 'lost':
      return [
        { ...(flight.reached < Reached.balancerAgain ? door : back), client: flight.client, kind: 'lost' }
      ]
  }
}
