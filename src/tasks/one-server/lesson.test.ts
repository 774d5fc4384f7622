import { expect, test } from 'vitest'
import { questionOf } from '#shared/lessons/lesson'
import type { LessonView } from '#shared/lessons/view'
import { client, endpoint, server, viewOf } from '#shared/lessons/view.fixture'
import { oneServerLesson } from './lesson'

const isDone = (id: string, view: LessonView): boolean =>
  oneServerLesson.steps.find((step) => step.id === id)!.isDone(view)

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

test('eight clients are a crowd, seven and a silent one are not', () => {
  const ports = Array.from({ length: 8 }, (_, index) => 50_000 + index)
  expect(isDone('task1/crowd', viewOf(ports.map((port) => client(port, true))))).toBe(true)
  expect(isDone('task1/crowd', viewOf(ports.map((port) => client(port, port !== 50_003))))).toBe(false)
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
