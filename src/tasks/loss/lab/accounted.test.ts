import { expect, it } from 'vitest'
import { columnOf, type EventBatch, EventKind, type EventKindCode, numericFlag } from '#shared/events/batch'
import { isAccountedFor } from './accounted'
import { Tally } from '../model/tally'

const ends = { server: { address: '127.0.0.1', port: 1 }, client: { address: '127.0.0.1', port: 2 } }
const numbers = (length: number): number[] => Array.from({ length }, (_, index) => index + 1)

function batchOf(kind: EventKindCode, values: number[], peer: { address: string; port: number }): EventBatch {
  return {
    sessionId: 'run',
    endpointId: 1,
    first: 0,
    count: values.length,
    baseMs: 0,
    offsetUs: 0,
    kind: kind | numericFlag,
    peer: 1,
    value: columnOf(values),
    sizeBytes: 1,
    newPeers: [peer],
    newPayloads: []
  }
}

function tallyOf(sent: number, served: number, returned: number): Tally {
  const tally = new Tally(sent, ends)
  tally.addClient(batchOf(EventKind.sent, numbers(sent), ends.server))
  tally.addServer(batchOf(EventKind.served, numbers(served), ends.client))
  tally.addClient({ ...batchOf(EventKind.received, numbers(returned), ends.server), newPeers: [] })
  return tally
}

const queues = (serverDrops: number, clientDrops: number, bytes = 0) => ({
  server: { bytes: 0, drops: serverDrops },
  client: { bytes, drops: clientDrops }
})

it('is over when every number is back', () => {
  expect(isAccountedFor(tallyOf(9, 9, 9), queues(0, 0), 9)).toBe(true)
})

it('is over when what is missing is what the kernel dropped, and not before', () => {
  const tally = tallyOf(9, 7, 6)
  expect(isAccountedFor(tally, queues(2, 1), 9)).toBe(true)
  expect(isAccountedFor(tally, queues(1, 1), 9)).toBe(false)
  expect(isAccountedFor(tally, queues(2, 0), 9)).toBe(false)
  expect(isAccountedFor(tally, queues(2, 1, 832), 9)).toBe(false)
})

it('is not over while numbers are still to be sent', () => {
  expect(isAccountedFor(tallyOf(9, 9, 9), queues(0, 0), 10)).toBe(false)
})

it('never says so when a stranger wrote or a copy came: some of the drops may be theirs', () => {
  const tally = tallyOf(9, 7, 6)
  const stranger = { address: '127.0.0.1', port: 3 }
  tally.addServer({ ...batchOf(EventKind.served, [1], stranger), peer: 2 })
  expect(isAccountedFor(tally, queues(2, 1), 9)).toBe(false)
})
