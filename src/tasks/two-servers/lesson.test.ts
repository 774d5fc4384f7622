import { expect, test } from 'vitest'
import { questionOf } from '#shared/lessons/lesson'
import type { LessonView } from '#shared/lessons/view'
import { pairClient, server, viewOf } from '#shared/lessons/view.fixture'
import { twoServersLesson } from './lesson'

const isDone = (id: string, view: LessonView): boolean =>
  twoServersLesson.steps.find((step) => step.id === id)!.isDone(view)

const evidenceOf = (id: string, view: LessonView): string[] => questionOf(twoServersLesson, id).evidence(view)

test('nothing is done and nothing is said where nothing has happened', () => {
  const nothing = viewOf([])
  expect(twoServersLesson.steps.filter((step) => step.isDone(nothing))).toEqual([])
  for (const { id, evidence } of twoServersLesson.questions) expect(evidence(nothing), id).toEqual([])
})

test('both servers have to listen', () => {
  const first = server(20_001, [], 'server-1')
  expect(isDone('task2/servers', viewOf([first]))).toBe(false)
  expect(isDone('task2/servers', viewOf([first, server(20_000, [], 'server-2')]))).toBe(true)
})

test('two answers of one server are not two servers', () => {
  expect(isDone('task2/both', viewOf([pairClient([20_001, 20_000], false)]))).toBe(true)
  expect(isDone('task2/both', viewOf([pairClient([20_001, 20_001], false)]))).toBe(false)
  expect(isDone('task2/both', viewOf([pairClient([20_001], false)]))).toBe(false)
})

test('the trap bites only who counts answers, and only when the second server is first', () => {
  expect(isDone('task2/trap', viewOf([pairClient([20_000, 20_001], true)]))).toBe(true)
  expect(isDone('task2/trap', viewOf([pairClient([20_001, 20_000], true)]))).toBe(false)
  expect(isDone('task2/trap', viewOf([pairClient([20_000, 20_001], false)]))).toBe(false)
  expect(isDone('task2/source', viewOf([pairClient([20_000, 20_001], false)]))).toBe(true)
  expect(isDone('task2/source', viewOf([pairClient([20_000, 20_001], true)]))).toBe(false)
})

test('one server gone: one answer, and a wait in vain', () => {
  expect(isDone('task2/one-gone', viewOf([pairClient([20_001], false)]))).toBe(true)
  expect(isDone('task2/one-gone', viewOf([pairClient([], false)]))).toBe(false)
  expect(isDone('task2/one-gone', viewOf([pairClient([20_001, 20_000], false)]))).toBe(false)
})

test('which answer came first, and what the trap made of it', () => {
  const view = viewOf([pairClient([20_000, 20_001], true)])
  expect(evidenceOf('task2/several', view)).toEqual([
    'Your client had one socket, on port 40000. Its answers came from port 20000 first, then from port 20001.'
  ])
  expect(evidenceOf('task2/trap', view)).toEqual([
    'Your client printed the answer from port 20000 as “server 1”. Its sender was server 2.'
  ])
})

test('each step says which port answered, and the trap marks the answer', () => {
  const sawIn = (id: string, view: LessonView): string[] =>
    twoServersLesson.steps.find((step) => step.id === id)!.saw(view)
  const both = viewOf([server(20_001, [], 'server-1'), server(20_000, [], 'server-2')])
  expect(sawIn('task2/servers', both)[0]).toBe(
    'Server 1 is bound to 127.0.0.1:20001, server 2 to 127.0.0.1:20000.'
  )
  expect(sawIn('task2/source', viewOf([pairClient([20_000, 20_001], false)]))[0]).toContain(
    'port 20000 still'
  )
  expect(sawIn('task2/one-gone', viewOf([pairClient([20_001], false)]))[0]).toContain('port 20001')
  const { verdict } = questionOf(twoServersLesson, 'task2/trap')
  const trapped = viewOf([pairClient([20_000, 20_001], true)])
  expect(verdict!(trapped, 'The answer of server 2')?.right).toBe(true)
  expect(verdict!(trapped, 'The answer of server 1')?.right).toBe(false)
  expect(verdict!(viewOf([pairClient([20_001, 20_000], true)]), 'The answer of server 1')).toBeNull()
})
