import { expect, test } from 'vitest'
import { columnOf, EventKind, type EventKindCode, numericFlag } from '#shared/events/batch'
import { binsOf, type FateName, fateNames, fatesOf, missingFrom } from './delivery-bins'
import { ends, pair, Recorder } from './recorder.fixture'
import { type Followed, TallyFollower } from './tally-follower'

const { sent, unsent, received, served } = EventKind

function followed(count: number, endpoints: Followed[]): TallyFollower {
  const follower = new TallyFollower(count)
  follower.advance(endpoints)
  return follower
}

test('tells what came back, what was lost on the way and what is waiting', () => {
  const [server, client] = pair()
  client.add(sent, [1, 2, 3, 4, 5, 6, 7]).add(unsent, [8]).add(received, [1, 4])
  server.add(served, [1, 3, 4, 5]).add(received, [6])
  const { tally } = followed(8, [server, client])
  expect(
    binsOf(tally, { binsMaximum: 8, over: true }).map(({ returned, lostRequests, lostReplies, waiting }) =>
      [returned, lostRequests, lostReplies, waiting].indexOf(1)
    )
  ).toEqual([0, 1, 2, 0, 2, 3, 1, 3])
  expect(tally.progress).toEqual({ sent: 7, unsent: 1, served: 5, replied: 4, returned: 2 })
})

test('while the run goes on only what was passed by a later number is lost', () => {
  const [server, client] = pair()
  client.add(sent, [1, 2, 3, 4]).add(received, [2])
  server.add(served, [1, 2])
  const { tally } = followed(4, [server, client])
  expect(Array.from(fatesOf(tally, false), (place) => fateNames[place])).toEqual<FateName[]>([
    'lostReplies',
    'returned',
    'waiting',
    'waiting'
  ])
  const [bin] = binsOf(tally, { binsMaximum: 1, over: false })
  expect(bin).toEqual({ from: 1, to: 4, returned: 1, lostRequests: 0, lostReplies: 1, waiting: 2 })
})

test('a count grows when its own events happened, whatever else the batch tells later', () => {
  const [server, client] = pair()
  server.addRows([
    [served, 1, 3],
    [served, 2, 5]
  ])
  client.addRows([
    [sent, 1, 1],
    [sent, 2, 2],
    [received, 1, 4],
    [received, 2, 6]
  ])
  const { series } = followed(2, [server, client])
  expect(series).toEqual({
    sent: { timeMs: [1, 2], count: [1, 2] },
    served: { timeMs: [3, 5], count: [1, 2] },
    returned: { timeMs: [4, 6], count: [1, 2] }
  })
})

test('reads each batch once and tells whether anything came', () => {
  const [server, client] = pair()
  client.add(sent, [1, 2], 100)
  const follower = new TallyFollower(4)
  expect(follower.advance([server, client])).toBe(true)
  expect(follower.advance([server, client])).toBe(false)
  client.add(sent, [3, 4], 200)
  follower.advance([server, client])
  expect(follower.series.sent).toEqual({ timeMs: [100, 101, 200, 201], count: [1, 2, 3, 4] })
})

test('leaves out what strangers wrote, whatever number they said', () => {
  const [server, client] = pair()
  const stranger = { address: '127.0.0.1', port: 50_001 }
  const write = ({ info, store }: Recorder, kind: EventKindCode, peer: number, numbers: number[]): void => {
    const first = store.count
    const newPeers = first > 0 ? [] : info.role === 'server' ? [stranger, ends.client] : [ends.server]
    store.add({
      ...{ sessionId: 'run', endpointId: info.id, first, count: numbers.length, baseMs: 0, offsetUs: 0 },
      ...{ kind: kind | numericFlag, peer, value: columnOf(numbers), sizeBytes: 1, newPeers, newPayloads: [] }
    })
  }
  write(client, sent, 1, [1, 2])
  write(server, served, 1, [1])
  write(server, served, 2, [2])
  const { tally } = followed(2, [server, client])
  expect(tally.progress).toMatchObject({ sent: 2, served: 1 })
  expect(binsOf(tally, { binsMaximum: 2, over: true }).map(({ lostRequests }) => lostRequests)).toEqual([
    1, 0
  ])
})

test('passes over texts, other programs and numbers beyond the run', () => {
  const [server, client] = pair()
  client.add(sent, [1], 0, false).add(sent, [9])
  const other = new Recorder(3, 'client').add(sent, [1])
  const { tally } = followed(4, [
    server,
    client,
    { ...other, info: { ...other.info, program: { id: 'message-client' } } }
  ])
  expect(tally.progress.sent).toBe(0)
})

test('bins cover all numbers', () => {
  const bins = binsOf(new TallyFollower(1000).tally, { binsMaximum: 240, over: true })
  expect(bins.length).toBeLessThanOrEqual(240)
  expect([bins[0]!.from, bins.at(-1)!.to]).toEqual([1, 1000])
  expect(bins.reduce((sum, bin) => sum + bin.waiting, 0)).toBe(1000)
})

test('a bin that the front of the run cuts is counted number by number', () => {
  const [server, client] = pair()
  client.add(sent, [1, 2, 3, 4, 5, 6, 7, 8]).add(received, [1, 6])
  server.add(served, [1, 3, 6])
  const { tally } = followed(8, [server, client])
  expect(binsOf(tally, { binsMaximum: 2, over: false })).toEqual([
    { from: 1, to: 4, returned: 1, lostRequests: 2, lostReplies: 1, waiting: 0 },
    { from: 5, to: 8, returned: 1, lostRequests: 1, lostReplies: 0, waiting: 2 }
  ])
})

test('a number that arrives twice is one number', () => {
  const [server, client] = pair()
  client.add(sent, [1]).add(received, [1, 1])
  server.add(served, [1])
  const { tally } = followed(1, [server, client])
  expect(binsOf(tally, { binsMaximum: 1, over: true })).toEqual([
    { from: 1, to: 1, returned: 1, lostRequests: 0, lostReplies: 0, waiting: 0 }
  ])
  expect(tally.progress.returned).toBe(1)
  expect(tally.duplicated).toEqual({ server: 0, client: 1 })
})

test('a range of numbers has bins of its own, at the closest one a number', () => {
  const [server, client] = pair()
  const numbers = Array.from({ length: 1000 }, (_, index) => index + 1)
  client.add(sent, numbers).add(
    received,
    numbers.filter((number) => number % 10 !== 0)
  )
  server.add(served, numbers)
  const { tally } = followed(1000, [server, client])
  const whole = { binsMaximum: 100, over: true }
  const inRange = (from: number, to: number) => binsOf(tally, { ...whole, range: { from, to } })
  expect(inRange(1, 1000)).toEqual(binsOf(tally, whole))
  expect(binsOf(tally, whole)).toHaveLength(100)
  const close = inRange(491, 510)
  expect(close.map(({ from, to }) => [from, to])).toEqual(numbers.slice(490, 510).map((n) => [n, n]))
  expect(close.filter(({ lostReplies }) => lostReplies === 1).map(({ from }) => from)).toEqual([500, 510])
  const part = inRange(951, 1200)
  expect(part).toHaveLength(50)
  expect(part.at(-1)).toMatchObject({ from: 1000, to: 1000, lostReplies: 1 })
})

test('finds the missing numbers on both sides of a number', () => {
  const [server, client] = pair()
  client.add(sent, [1, 2, 3, 4, 5, 6]).add(received, [1, 4])
  server.add(served, [1, 3, 4])
  const { tally } = followed(6, [server, client])
  expect(missingFrom(tally, 0, 1, true)).toBe(2)
  expect(missingFrom(tally, 2, 1, true)).toBe(3)
  expect(missingFrom(tally, 3, 1, true)).toBe(5)
  expect(missingFrom(tally, 3, 1, false)).toBeNull()
  expect(missingFrom(tally, 6, 1, true)).toBeNull()
  expect(missingFrom(tally, 7, -1, true)).toBe(6)
  expect(missingFrom(tally, 2, -1, true)).toBeNull()
})
