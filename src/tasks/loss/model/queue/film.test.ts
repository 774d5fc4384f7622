import { describe, expect, it } from 'vitest'
import { EventKind } from '#shared/events/batch'
import type { QueueFilm } from './film'
import { makeFilm, type RunToFilm } from './film-maker'
import { baseMs, drawNumbers, runOf, type Told } from './random-run.fixture'

function filmOf(run: RunToFilm): QueueFilm {
  const making = makeFilm(run)
  for (;;) {
    const step = making.next()
    if (!step.done) continue
    if (!step.value) throw new Error('nothing was sent')
    return step.value
  }
}

/** What was where by then, counted number by number. */
function countedAt(numbers: readonly Told[], us: number) {
  const by = (at: number | null): boolean => at !== null && at <= us
  const sum = (holds: (told: Told) => boolean): number => numbers.filter(holds).length
  return {
    sent: sum(({ sentUs, unsent }) => by(sentUs) && !unsent),
    unsent: sum(({ sentUs, unsent }) => by(sentUs) && unsent),
    served: sum(({ servedUs }) => by(servedUs)),
    replied: sum(({ servedUs, replied }) => by(servedUs) && replied),
    returned: sum(({ returnedUs }) => by(returnedUs)),
    lostRequests: sum(({ sentUs, unsent, servedUs }) => by(sentUs) && !unsent && servedUs === null),
    lostReplies: sum(({ servedUs, replied, returnedUs }) => by(servedUs) && replied && returnedUs === null),
    early: 0
  }
}

describe.each(Array.from({ length: 24 }, (_, seed) => seed + 1))('a run drawn by seed %i', (seed) => {
  const numbers = drawNumbers(seed)
  const film = filmOf(runOf(numbers, seed, seed % 2 === 0 ? 50 : 0))
  const times = [...new Set(numbers.flatMap((told) => [told.sentUs, told.servedUs, told.returnedUs]))]
    .filter((us) => us !== null)
    .sort((a, b) => a - b)
  const some = times.filter((_, index) => index % Math.ceil(times.length / 200) === 0)
  /** Forwards, then in leaps to and fro. */
  const order = [...some, ...some.map((_, index) => some[(index * 31) % some.length]!)]
  const atUs = (us: number): number => baseMs + (us + 0.2) / 1000

  it('knows at each moment what was where, and loses nothing on the way', () => {
    for (const us of order) {
      const frame = film.seek(atUs(us))
      expect(frame, `${us} µs`).toMatchObject(countedAt(numbers, us))
      const waiting = film.queues.server.length
      const atClient = film.queues.client.length
      expect(frame.sent).toBe(waiting + frame.inService + frame.served + frame.lostRequests)
      expect(frame.replied).toBe(atClient + frame.returned + frame.lostReplies)
      expect(Math.min(waiting, frame.inService, atClient)).toBeGreaterThanOrEqual(0)
    }
  })

  it('charges never less than what waits, and no more than a quarter of the buffer besides', () => {
    for (const us of order) {
      film.seek(atUs(us))
      for (const queue of [film.queues.server, film.queues.client]) {
        const readBytes = queue.chargedBytes! - queue.waitingBytes!
        expect(readBytes).toBeGreaterThanOrEqual(0)
        expect(readBytes).toBeLessThan(20_000 / 4)
      }
    }
  })

  it('steps from event to event, forwards and backwards, through the same moments', () => {
    const { events, firstMs, lastMs } = film.facts
    const at = (event: number) => ({ ...film.seekEvent(event) })
    const forwards = Array.from({ length: events }, (_, index) => at(index + 1))
    const backwards = Array.from({ length: events }, (_, index) => at(events - index))
    expect(backwards.reverse()).toEqual(forwards)
    expect([forwards[0]!.timeMs, forwards.at(-1)!.timeMs]).toEqual([firstMs, lastMs])
    expect(film.seekEvent(0).events).toBe(1)
    expect(film.seekEvent(events + 1).events).toBe(events)
  })

  it('finds the moment of every send and of every loss', () => {
    numbers.forEach(({ sentUs, unsent }, index) => {
      if (sentUs === null || unsent) return
      expect(film.sentMs(index + 1)).toBeCloseTo(baseMs + sentUs / 1000, 3)
    })
    const { losses } = film.facts
    const lost = numbers.flatMap((told, index) => (told.unsent || told.servedUs !== null ? [] : [index + 1]))
    expect(Array.from({ length: losses.server.count }, (_, row) => losses.server.number(row))).toEqual(lost)
    for (let row = 0; row < losses.server.count; row++) {
      const frame = film.seekEvent(losses.server.event(row))
      expect([frame.lastLostRequest, frame.lostRequests]).toEqual([lost[row], row + 1])
    }
  })
})

const one = (sentUs: number, servedUs: number | null, returnedUs: number | null): Told => ({
  sentUs,
  unsent: false,
  servedUs,
  replied: servedUs !== null,
  returnedUs
})

it('a busy server has taken out of its queue what it serves; the others wait', () => {
  const film = filmOf(runOf([one(0, 100, 110), one(0, 200, 210), one(0, 300, 310)], 1, 100))
  film.seek(baseMs + 0.15)
  expect(film.frame).toMatchObject({ sent: 3, served: 1, inService: 1, returned: 1 })
  expect(film.queues.server.length).toBe(1)
})

it('names the event that made the moment', () => {
  const film = filmOf(runOf([one(0, 100, 110), one(50, 200, 210)], 1, 0))
  expect(film.seek(baseMs + 0.1)).toMatchObject({
    eventSide: 'server',
    eventKind: EventKind.served,
    eventNumber: 1,
    eventMs: baseMs + 0.1
  })
})

it('a file in which a service stands before its send is played in the order of cause, and says so', () => {
  const film = filmOf(runOf([one(100, 40, 60), one(120, 130, 140)], 1, 0))
  film.seek(film.facts.lastMs)
  expect(film.frame).toMatchObject({ sent: 2, served: 2, returned: 2, early: 1 })
})

it('a run that sent nothing has no film', () => {
  expect(makeFilm(runOf([], 1, 0)).next()).toEqual({ done: true, value: null })
})

it('sets the looks at a queue beside what it rebuilt, and says how far they agree', () => {
  const run = runOf([one(0, 9000, 9500), one(0, 9000, 9500), one(10_000, 11_000, 11_500)], 1, 0)
  const looks = (...bytes: number[]) => ({ bytes: Uint32Array.from(bytes), drops: new Uint32Array(3) })
  const film = filmOf({
    ...run,
    samples: {
      timeMs: Float64Array.of(baseMs - 3, baseMs + 4, baseMs + 9.6),
      server: looks(0, 1664, 2496),
      client: looks(0, 0, 0)
    }
  })
  expect(film.facts.agreement).toEqual({
    server: { looks: 2, agreeing: 1, furthest: 1 },
    client: { looks: 2, agreeing: 2, furthest: 0 }
  })
})
