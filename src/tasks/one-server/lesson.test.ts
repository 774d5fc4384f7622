import { expect, test } from 'vitest'
import { questionOf } from '#shared/lessons/lesson'
import type { LessonEndpoint, LessonView } from '#shared/lessons/view'
import { client, endpoint, server, viewOf } from '#shared/lessons/view.fixture'
import { oneServerLesson } from './lesson'

const isDone = (id: string, view: LessonView): boolean =>
  oneServerLesson.steps.find((step) => step.id === id)!.isDone(view)

const sawIn = (id: string, view: LessonView): string[] =>
  oneServerLesson.steps.find((step) => step.id === id)!.saw(view)

const evidenceOf = (id: string, view: LessonView): string[] => questionOf(oneServerLesson, id).evidence(view)

test('nothing is done and nothing is said where nothing has happened', () => {
  const nothing = viewOf([])
  expect(oneServerLesson.steps.filter((step) => step.isDone(nothing))).toEqual([])
  for (const { id, evidence } of oneServerLesson.questions) expect(evidence(nothing), id).toEqual([])
})

const three = [41_234, 51_112, 33_321]

test('a server listens, until it is stopped', () => {
  expect(isDone('task1/server', viewOf([server(20_001, [])]))).toBe(true)
  const stopped = endpoint('server', 'server', { id: 'message-server' }, 20_001, [], 'closed')
  expect(isDone('task1/server', viewOf([stopped]))).toBe(false)
})

test('a client counts when it was answered', () => {
  expect(isDone('task1/client', viewOf([client(41_234, false)]))).toBe(false)
  expect(isDone('task1/client', viewOf([client(41_234, true)]))).toBe(true)
})

test('three different ports are three, and the same one thrice is one', () => {
  expect(isDone('task1/ports', viewOf([server(20_001, three)]))).toBe(true)
  expect(isDone('task1/ports', viewOf([server(20_001, [41_234, 41_234, 41_234])]))).toBe(false)
})

/** A client on the second loopback address. */
function beside(port: number, answered = true): LessonEndpoint {
  const { info, store } = client(port, answered)
  return { store, info: { ...info, state: { phase: 'closed', local: { address: '127.0.0.2', port } } } }
}

test('two clients with one port are told apart by their addresses', () => {
  expect(isDone('task1/same-port', viewOf([client(50_000, true), client(50_001, true)]))).toBe(false)
  expect(isDone('task1/same-port', viewOf([client(50_000, true), beside(50_000, false)]))).toBe(false)
  const view = viewOf([client(50_000, true), beside(50_000)])
  expect(isDone('task1/same-port', view)).toBe(true)
  expect(sawIn('task1/same-port', view)[0]).toBe(
    'Both clients had port 50000: one on 127.0.0.1, the other on 127.0.0.2.'
  )
  const { verdict } = questionOf(oneServerLesson, 'task1/apart')
  expect(verdict!(view, 'By address and port together')?.right).toBe(true)
  expect(verdict!(view, 'By the port alone')?.right).toBe(false)
})

test('where a system has one loopback address the step says so, and two ports will do', () => {
  const own = { withoutSamePort: '127.0.0.2:50000 is not an address of this machine.' }
  const view = viewOf([client(50_000, true), client(50_001, true)], { own })
  expect(isDone('task1/same-port', view)).toBe(true)
  expect(sawIn('task1/same-port', view)[0]).toContain(own.withoutSamePort)
})

test('what was seen names the addresses of these very runs', () => {
  const view = viewOf([server(20_001, [41_234]), client(41_234, true), client(41_235, false)])
  expect(sawIn('task1/server', view)[0]).toContain('127.0.0.1:20001')
  expect(sawIn('task1/client', view)[0]).toContain('127.0.0.1:41234')
  expect(sawIn('task1/silence', view)[0]).toContain('127.0.0.1:41235')
})

test('the answer about ports is marked by two runs or more, and the number of ports by what the server saw', () => {
  const verdictOn = (id: string, view: LessonView, answer: string) =>
    questionOf(oneServerLesson, id).verdict!(view, answer)
  const one = viewOf([server(20_001, [41_234]), client(41_234, true)])
  const two = viewOf([server(20_001, [41_234, 51_112]), client(41_234, true), client(51_112, true)])
  expect(verdictOn('task1/ports', one, 'Another port each time')).toBeNull()
  expect(verdictOn('task1/ports', two, 'Another port each time')).toEqual({
    right: true,
    says: 'Your 2 clients had 2 different ports.'
  })
  expect(verdictOn('task1/ports', two, 'Port 20001')?.right).toBe(false)
  expect(verdictOn('task1/how-many-ports', two, '2')?.right).toBe(true)
  expect(verdictOn('task1/how-many-ports', two, '3')).toEqual({
    right: false,
    says: 'The server saw 2 different client ports.'
  })
})

test('silence is a wait that ended in vain', () => {
  expect(isDone('task1/silence', viewOf([client(41_234, true)]))).toBe(false)
  expect(isDone('task1/silence', viewOf([client(41_234, false)]))).toBe(true)
})

test('a prediction counts when it was given', () => {
  expect(isDone('task1/predict-ports', viewOf([], { answered: ['task1/ports'] }))).toBe(true)
  expect(isDone('task1/predict-ports', viewOf([], { answered: ['task2/trap'] }))).toBe(false)
})

const ports = [41_234, 51_112, 33_321]

test('the ports of the clients, and that each was answered', () => {
  const view = viewOf([server(20_001, ports), ...ports.map((port) => client(port, true))])
  expect(evidenceOf('task1/how-many-ports', view)).toEqual([
    'The server saw 3 different client ports: 41234, 51112 and 33321.'
  ])
  expect(evidenceOf('task1/everyone', view)).toEqual([
    'Your 3 answered clients had the ports 41234, 51112 and 33321: each got its answer from one and the same server program.'
  ])
})

test('a client without an answer is not hidden', () => {
  const view = viewOf([client(41_234, true), client(51_112, false)])
  expect(evidenceOf('task1/everyone', view)).toEqual([
    'Your client had port 41234, and was answered.',
    '1 client of yours got no answer.'
  ])
})

test('of very many ports the first are named', () => {
  const many = Array.from({ length: 40 }, (_, index) => 40_000 + index)
  expect(evidenceOf('task1/ports', viewOf([server(20_001, many)]))[0]).toMatch(/40011 and 28 more\.$/)
})
