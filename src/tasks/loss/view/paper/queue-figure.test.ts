/** The queue's figure of the report: what it says in words and draws must be what was looked at, or what the events tell. */
import { expect, it } from 'vitest'
import { EventKind } from '#shared/events/batch'
import { noSamples, type QueueSamples } from '#shared/events/queue-samples'
import type { KeptRun } from '#shared/kept/kept-run'
import type { Replay } from '#shared/report/replay'
import { outcomeOf } from '../../model/explain/outcome.fixture'
import { pair } from '../../model/recorder.fixture'
import { queueFigure } from './queue-figure'

const count = 10
const limit = 20_000
const buffers = {
  server: { requestedBytes: 10_000, grantedBytes: limit },
  client: { requestedBytes: 10_000, grantedBytes: limit }
}
const outcome = outcomeOf({ parameters: { count }, buffers, ledger: { sent: count } })

/** 1 to 10 are sent in ten ms from 1000 ms on, and served from 1020 on, but for 4. */
function replayed(): Replay {
  const [server, client] = pair()
  const numbers = Array.from({ length: count }, (_, index) => index + 1)
  client.add(EventKind.sent, numbers, 1000)
  server.add(
    EventKind.served,
    numbers.filter((number) => number !== 4),
    1020
  )
  return { endpoints: [server, client], logs: {}, programs: {} } as unknown as Replay
}

/** A look each ms from 998 on; beyond the given ones nothing waits, and no more is dropped. */
function looks(server: number[], serverDrops: number[], client: number[] = []): QueueSamples {
  const rows = 34
  const column = (values: number[], otherwise: number): Uint32Array =>
    Uint32Array.from({ length: rows }, (_, row) => values[row] ?? otherwise)
  return {
    timeMs: Float64Array.from({ length: rows }, (_, row) => 998 + row),
    server: { bytes: column(server, 0), drops: column(serverDrops, serverDrops.at(-1) ?? 0) },
    client: { bytes: column(client, 0), drops: column([], 0) }
  }
}

const figureOf = (queues: QueueSamples, told = outcome) =>
  queueFigure({ queues } as KeptRun, replayed(), told, 1028)
const textOf = (figure: ReturnType<typeof figureOf>): string => figure!.draw(493, 120).markup

it('says what waited at most, what the queue holds, and how many were dropped', () => {
  const figure = figureOf(looks([0, 0, 0, 832, 1664, 19_136], [0, 0, 0, 0, 0, 1, 3]))
  expect(figure?.caption).toBe(
    'Receive queues over time, as the kernel counts: at most 19,136 bytes at the server.'
  )
  const text = textOf(figure)
  expect(text).toContain('the server’s held at most 19,136 bytes, and 3 were dropped')
  expect(text).toContain('its limit, 20,000')
  expect(text).toContain('3 dropped')
  expect(text).not.toContain('client’s queue')
})

it('draws a cross for each look that saw more drops, and no line for a limit that is far away', () => {
  const crosses = (drops: number[]): number =>
    (textOf(figureOf(looks([0, 0, 0, 9000], drops))).match(/l4 4m0 -4l-4 4/g) ?? []).length
  expect(crosses([0])).toBe(0)
  expect(crosses([0, 0, 0, 0, 1, 1, 4])).toBe(2)
  expect(textOf(figureOf(looks([0, 0, 0, 9000], [0])))).toContain('its limit')
  expect(textOf(figureOf(looks([0, 0, 0, 4000], [0])))).not.toContain('its limit')
})

it('shows the client’s queue where it came near its limit', () => {
  expect(textOf(figureOf(looks([832], [0], [0, 0, 0, 9000])))).not.toContain('client’s queue')
  const figure = figureOf(looks([832], [0], [0, 0, 0, 0, 12_000]))
  expect(figure?.caption).toMatch(/at most 832 bytes at the server and 12,000 bytes at the client\.$/)
  expect(textOf(figure)).toContain('client’s queue')
})

it.each([
  ['never', 0],
  ['too seldom', 7]
])('a queue that was looked at %s is rebuilt from the events, and the figure says so', (_, rows) => {
  const figure = figureOf({
    ...looks([832], [0]),
    timeMs: Float64Array.from({ length: rows }, (_, row) => 1000 + row)
  })
  expect(figure?.caption).toBe('Requests that waited for the server, rebuilt from the events: at most 9.')
  expect(textOf(figure)).toContain('requests waiting')
})

it('of an emulated queue nothing is shown that the kernel counted', () => {
  const emulated = outcomeOf({ parameters: { count, queue: 'emulated' }, buffers, ledger: { sent: count } })
  const figure = figureOf(looks([0, 0, 0, 19_136], [0, 0, 0, 0, 5]), emulated)
  expect(figure?.caption).toMatch(/^Emulated queue of 65,536 bytes: requests that waited .* at most 9\.$/)
  expect(textOf(figure)).not.toMatch(/dropped|19,136/)
})

it('says nothing where too little is known', () => {
  const [server, client] = pair()
  const nothing = { endpoints: [server, client], logs: {}, programs: {} } as unknown as Replay
  expect(queueFigure({ queues: noSamples } as KeptRun, nothing, outcome, 0)).toBeNull()
})
