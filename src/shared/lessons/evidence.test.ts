import { expect, test } from 'vitest'
import { explain } from '../tasks/explain/explain'
import { outcomeOf } from '../tasks/explain/outcome.fixture'
import { evidenceFor } from './evidence'
import { questionIds } from './questions'
import { client, pairClient, probe, server, viewOf } from './view.fixture'

test('where nothing was run there is nothing to say', () => {
  for (const id of questionIds) expect(evidenceFor(id, viewOf([])), id).toEqual([])
})

const ports = [41_234, 51_112, 33_321]

test('the ports of the clients, and that each was answered', () => {
  const view = viewOf([server(20_001, ports), ...ports.map((port) => client(port, true))])
  expect(evidenceFor('task1/how-many-ports', view)).toEqual([
    'The server saw 3 different client ports: 41234, 51112 and 33321.'
  ])
  expect(evidenceFor('task1/everyone', view)).toEqual([
    'Your 3 answered clients had the ports 41234, 51112 and 33321: each got its answer from one and the same server program.'
  ])
})

test('a client without an answer is not hidden', () => {
  const view = viewOf([client(41_234, true), client(51_112, false)])
  expect(evidenceFor('task1/everyone', view)).toEqual([
    'Your client had port 41234, and was answered.',
    '1 client of yours got no answer.'
  ])
})

test('of very many ports the first are named', () => {
  const many = Array.from({ length: 40 }, (_, index) => 40_000 + index)
  expect(evidenceFor('task1/ports', viewOf([server(20_001, many)]))[0]).toMatch(/40011 and 28 more\.$/)
})

test('which answer came first, and what the trap made of it', () => {
  const view = viewOf([pairClient([20_000, 20_001], true)])
  expect(evidenceFor('task2/several', view)).toEqual([
    'Your client had one socket, on port 40000. Its answers came from port 20000 first, then from port 20001.'
  ])
  expect(evidenceFor('task2/trap', view)).toEqual([
    'Your client printed the answer from port 20000 as “server 1”. It was server 2.'
  ])
})

test('the tries speak for connect()', () => {
  const probes = [probe('connect-only', true, 'nothing-sent'), probe('stranger', true, 'filtered')]
  const view = viewOf([client(40_001, true, true), client(40_002, true)], { probes })
  expect(evidenceFor('task3/wire', view)).toEqual([probes[0]!.finding])
  expect(evidenceFor('task3/connect', view)).toEqual(probes.map(({ finding }) => finding))
  expect(evidenceFor('task3/calls', view)).toEqual([
    'With connect() your client on port 40001 sent 1 datagram and received 1.',
    'Without connect() your client on port 40002 sent 1 datagram and received 1.'
  ])
})

test('Task 4 gives the figures of the run, and the explanation made of them', () => {
  const outcome = outcomeOf({ ledger: { lostRequests: 60, firstLost: 15_012 } })
  const view = viewOf([], { outcome })
  expect(evidenceFor('task4/first-lost', view)).toEqual([
    'In your last run number 15,012 was the first that did not come back.'
  ])
  expect(evidenceFor('task4/why-lost', view)).toEqual([
    'In your last run 20,000 were sent: 60 requests and 0 replies were lost.',
    ...explain(outcome).why
  ])
  expect(evidenceFor('task4/why-helps', view)[0]).toBe(
    'In your last run, of 20,000 numbers, the server asked for nothing and got 212,992.'
  )
})
