import { describe, expect, test } from 'vitest'
import { EventKind } from '../events/batch'
import { deriveLadder, type Ladder } from './ladder'
import { late, source, type Step } from './ladder.fixture'
import {
  arrowEndMs,
  chooseScale,
  closePx,
  foldPx,
  type LadderScale,
  rowTimes,
  scaleOf,
  unitPx
} from './ladder-scale'
import { elapsedText, scaleLines, secondDecimals } from './ladder-words'

const { listening, sent, received, served, timedOut, closed } = EventKind

/** The same numbers from 0 to 1 each time. */
function randomOf(seed: number): () => number {
  let state = seed
  return () => (state = (state * 16_807) % 2_147_483_647) / 2_147_483_647
}

/** Clients one after the other, with exchanges of microseconds to milliseconds and waits of seconds between them. */
function randomLadder(seed: number, clients: number): Ladder {
  const random = randomOf(seed)
  const short = (): number => 0.01 + random() * 0.3 * (random() < 0.1 ? 8 : 1)
  let atMs = 1
  const serverSteps: Step[] = [[0, listening]]
  const sources = Array.from({ length: clients }, (_, index) => {
    const next = (elapsedMs: number): number => (atMs += elapsedMs)
    const steps: Step[] = [[next(random() < 0.5 ? 900 * random() : short()), listening]]
    steps.push([next(short()), sent, 1, `${index}`])
    if (random() < 0.3) steps.push([next(200 + random()), timedOut])
    else {
      serverSteps.push([next(short()), served, 1000 + index, `${index}`])
      steps.push([next(short()), received, 1, `${index}`])
    }
    steps.push([next(short()), closed])
    return source('client', { port: 1000 + index, open: false, name: `Client ${index}` }, steps)
  })
  return deriveLadder([source('server', { port: 1 }, serverSteps), ...sources], atMs + late)
}

const seeds = Array.from({ length: 40 }, (_, index) => ({ seed: index * 7 + 1, clients: 1 + index * 3 }))

const steps = (scale: LadderScale, kind: LadderScale['steps'][number]['kind']): LadderScale['steps'] =>
  scale.steps.filter((step) => step.kind === kind)

describe('of any ladder', () => {
  test.each(seeds)('rows keep their order and their distance (seed $seed)', ({ seed, clients }) => {
    const ladder = randomLadder(seed, clients)
    const { rowsPx } = scaleOf(ladder)
    expect(rowsPx.length).toBe(ladder.rows)
    rowsPx.forEach((px, row) => {
      expect(px - (rowsPx[row - 1] ?? -unitPx)).toBeGreaterThanOrEqual(unitPx - 1e-6)
    })
  })

  test.each(seeds)('the folded gaps are those above the limit, and no others (seed $seed)', (setting) => {
    const scale = scaleOf(randomLadder(setting.seed, setting.clients))
    for (const { kind, elapsedMs, fromPx, toPx } of scale.steps) {
      expect(kind === 'folded').toBe(elapsedMs > scale.foldAboveMs)
      const px = toPx - fromPx
      if (kind === 'folded') expect(px).toBeCloseTo(foldPx, 6)
      if (kind === 'to-scale') expect(Math.abs(px - (elapsedMs / scale.unitMs) * unitPx)).toBeLessThan(0.51)
      if (kind === 'stretched') expect(px).toBeGreaterThan((elapsedMs / scale.unitMs) * unitPx)
    }
  })

  test.each(seeds)(
    'the steps follow each other to the end, each of bounded height (seed $seed)',
    (setting) => {
      const { steps: all, heightPx } = scaleOf(randomLadder(setting.seed, setting.clients))
      let atPx = 0
      for (const { fromPx, toPx } of all) {
        expect(fromPx).toBe(atPx)
        expect(toPx - fromPx).toBeLessThanOrEqual(4 * unitPx + 1e-6)
        atPx = toPx
      }
      expect(heightPx).toBe(atPx)
    }
  )

  test.each(seeds)(
    'an arrow ends where its arrival stands, not above its beginning (seed $seed)',
    (setting) => {
      const ladder = randomLadder(setting.seed, setting.clients)
      const { rowsPx, arrivalsPx } = scaleOf(ladder)
      for (const arrow of ladder.arrows) {
        const endMs = arrowEndMs(arrow)
        if (endMs !== null)
          expect(arrivalsPx.get(endMs)).toBeGreaterThanOrEqual(rowsPx[arrow.row] ?? Infinity)
      }
    }
  )
})

describe('one exchange after a wait', () => {
  const ladder = deriveLadder(
    [
      source('server', { port: 1 }, [
        [0, listening],
        [1020.3, served, 2, 'hi']
      ]),
      source('client', { port: 2, open: false }, [
        [1020, listening],
        [1020.1, sent, 1, 'hi'],
        [1020.4, received, 1, 'hi'],
        [1020.5, closed]
      ])
    ],
    late
  )
  const scale = scaleOf(ladder)

  test('the wait is folded, the exchange is to scale', () => {
    expect(steps(scale, 'folded').map(({ elapsedMs }) => elapsedText(elapsedMs))).toEqual(['1.02 s'])
    expect(scale.unitMs).toBe(0.05)
    expect(rowTimes(ladder)).toEqual([0, 1020, 1020.1, 1020.3])
    const [, open = 0, request = 0, reply = 0] = scale.rowsPx
    expect(request - open).toBeCloseTo(60, 3)
    expect(reply - request).toBeCloseTo(120, 3)
    expect(scale.arrivalsPx.get(1020.4)).toBeCloseTo(reply + 60, 3)
  })

  test('the end of a socket stands after what came before it, and does not fold or stretch anything', () => {
    expect(scale.heightPx).toBe(scale.arrivalsPx.get(1020.4))
    expect(closePx(scale, 1020.5)).toBe(scale.heightPx + 14)
    const [, open = 0, request = 0] = scale.rowsPx
    expect(closePx(scale, 1020.05)).toBeCloseTo((open + request) / 2, 3)
    expect(closePx(scale, 1020.001)).toBeCloseTo(open + 14, 3)
    expect(closePx(scale, 1000)).toBe(14)
  })

  test('the legend says what the bar is and what is folded', () => {
    expect(scaleLines(scale)).toEqual(['The bar is 50 µs. Gaps above 200 µs are folded.'])
  })
})

test('marks that share a row stand at their own times, and the next row keeps clear of all', () => {
  const ladder = deriveLadder(
    [
      source('server', { port: 1, name: 'Server 1', log: 'server-1' }, [[0, listening]]),
      source('server', { port: 3, name: 'Server 2', log: 'server-2' }, [[50, listening]]),
      source('client', { port: 2 }, [[52, sent, 1, 'hi']])
    ],
    late
  )
  const { rowsPx, marksPx, times } = scaleOf(ladder)
  expect(times.map(({ timeMs }) => timeMs)).toEqual([0, 50, 52, 52])
  const marks = ladder.marks.filter(({ row }) => row === 0).map(({ key }) => marksPx.get(key) ?? 0)
  expect(marks[1]).toBeGreaterThan(marks[0] ?? 0)
  expect((rowsPx[1] ?? 0) - (marks[1] ?? 0)).toBeGreaterThanOrEqual(unitPx)
})

test('a ladder without rows', () => {
  expect(scaleOf(deriveLadder([], late))).toMatchObject({ rowsPx: [], steps: [], heightPx: 0 })
})

test.each([
  [[], 1],
  [[1000], 500],
  [[0.2, 0.3, 0.25, 50, 2000], 0.1],
  // The longest short gap would hide the others: it is folded too.
  [[0.2, 0.3, 1, 1, 1, 2, 3, 12, 33, 302, 2250], 1],
  // One gap alone that is very short folds nothing.
  [[0.001, 10, 11, 12, 13], 5]
])('of gaps of %j ms one unit is %f ms', (gapsMs, unitMs) => {
  expect(chooseScale(gapsMs).unitMs).toBe(unitMs)
})

test.each([
  [0.0004, '0.4 µs'],
  [0.1, '100 µs'],
  [0.9999, '1 ms'],
  [411.7, '412 ms'],
  [999.7, '1 s'],
  [1020.3, '1.02 s'],
  [125_000, '125 s']
])('%f ms is %s', (elapsedMs, text) => {
  expect(elapsedText(elapsedMs)).toBe(text)
})

test.each([
  [50, 1, 3],
  [5, 1, 3],
  [1, 1, 4],
  [0.1, 1, 5],
  [0.0001, 1, 6],
  [0.0001, 12.5, 5],
  [0.0001, 123_456, 3]
])('with a unit of %f ms a row at %f s has %i decimals', (unitMs, lastSeconds, decimals) => {
  expect(secondDecimals(unitMs, lastSeconds)).toBe(decimals)
})
