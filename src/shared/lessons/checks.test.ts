import { describe, expect, test } from 'vitest'
import { EventKind } from '../model/batch'
import { outcomeOf } from '../tasks/explain/outcome.fixture'
import { guessIn, isDone } from './checks'
import type { StepCheck } from './lesson'
import { lessons } from './lessons'
import type { LessonView } from './view'
import { client, endpoint, pairClient, probe, server, viewOf } from './view.fixture'

/** The check of a step, by its id. */
function checkOf(id: string): StepCheck {
  const step = Object.values(lessons)
    .flatMap(({ steps }) => [...steps])
    .find((candidate) => candidate.id === id)
  return step!.check
}

const told = (id: string, view: LessonView): boolean => isDone(checkOf(id), view)
const nothing = viewOf([])

test('nothing is done where nothing has happened', () => {
  const steps = Object.values(lessons).flatMap((lesson) => [...lesson.steps])
  expect(steps.filter(({ check }) => isDone(check, nothing)).map(({ id }) => id)).toEqual([])
})

describe('Task 1', () => {
  const three = [41_234, 51_112, 33_321]
  test('a server listens, until it is stopped', () => {
    expect(told('task1/server', viewOf([server(20_001, [])]))).toBe(true)
    const stopped = endpoint('server', 'server', { id: 'message-server' }, 20_001, [], 'closed')
    expect(told('task1/server', viewOf([stopped]))).toBe(false)
  })
  test('a client counts when it was answered', () => {
    expect(told('task1/client', viewOf([client(41_234, false)]))).toBe(false)
    expect(told('task1/client', viewOf([client(41_234, true)]))).toBe(true)
  })
  test('three different ports are three, and the same one thrice is one', () => {
    expect(told('task1/ports', viewOf([server(20_001, three)]))).toBe(true)
    expect(told('task1/ports', viewOf([server(20_001, [41_234, 41_234, 41_234])]))).toBe(false)
  })
  test('eight clients are a crowd, seven and a silent one are not', () => {
    const ports = Array.from({ length: 8 }, (_, index) => 50_000 + index)
    expect(told('task1/crowd', viewOf(ports.map((port) => client(port, true))))).toBe(true)
    expect(told('task1/crowd', viewOf(ports.map((port) => client(port, port !== 50_003))))).toBe(false)
  })
  test('silence is a wait that ended in vain', () => {
    expect(told('task1/silence', viewOf([client(41_234, true)]))).toBe(false)
    expect(told('task1/silence', viewOf([client(41_234, false)]))).toBe(true)
  })
  test('a prediction counts when it was given', () => {
    expect(told('task1/predict-ports', viewOf([], { answered: ['task1/ports'] }))).toBe(true)
    expect(told('task1/predict-ports', viewOf([], { answered: ['task2/trap'] }))).toBe(false)
  })
})

describe('Task 2', () => {
  test('both servers have to listen', () => {
    const first = server(20_001, [], 'server-1')
    expect(told('task2/servers', viewOf([first]))).toBe(false)
    expect(told('task2/servers', viewOf([first, server(20_000, [], 'server-2')]))).toBe(true)
  })
  test('two answers of one server are not two servers', () => {
    expect(told('task2/both', viewOf([pairClient([20_001, 20_000], false)]))).toBe(true)
    expect(told('task2/both', viewOf([pairClient([20_001, 20_001], false)]))).toBe(false)
    expect(told('task2/both', viewOf([pairClient([20_001], false)]))).toBe(false)
  })
  test('the trap bites only who counts answers, and only when the second server is first', () => {
    expect(told('task2/trap', viewOf([pairClient([20_000, 20_001], true)]))).toBe(true)
    expect(told('task2/trap', viewOf([pairClient([20_001, 20_000], true)]))).toBe(false)
    expect(told('task2/trap', viewOf([pairClient([20_000, 20_001], false)]))).toBe(false)
    expect(told('task2/source', viewOf([pairClient([20_000, 20_001], false)]))).toBe(true)
    expect(told('task2/source', viewOf([pairClient([20_000, 20_001], true)]))).toBe(false)
  })
  test('one server gone: one answer, and a wait in vain', () => {
    expect(told('task2/one-gone', viewOf([pairClient([20_001], false)]))).toBe(true)
    expect(told('task2/one-gone', viewOf([pairClient([], false)]))).toBe(false)
    expect(told('task2/one-gone', viewOf([pairClient([20_001, 20_000], false)]))).toBe(false)
  })
})

describe('Task 3', () => {
  test('an exchange is told by whether connect() was called', () => {
    const connected = viewOf([client(40_001, true, true)])
    const unconnected = viewOf([client(40_002, true, false)])
    expect([told('task3/with', connected), told('task3/without', connected)]).toEqual([true, false])
    expect([told('task3/with', unconnected), told('task3/without', unconnected)]).toEqual([false, true])
    expect(told('task3/with', viewOf([client(40_001, false, true)]))).toBe(false)
  })
  test('a try in both columns needs both', () => {
    const one = [probe('stranger', true, 'filtered')]
    const both = [...one, probe('stranger', false, 'delivered')]
    expect(told('task3/stranger', viewOf([], { probes: one }))).toBe(false)
    expect(told('task3/stranger', viewOf([], { probes: both }))).toBe(true)
    expect(told('task3/dead-port', viewOf([], { probes: both }))).toBe(false)
  })
  test('connect() alone needs the connected socket only', () => {
    const probes = [probe('connect-only', false, 'nothing-sent')]
    expect(told('task3/connect-only', viewOf([], { probes }))).toBe(false)
    expect(
      told('task3/connect-only', viewOf([], { probes: [probe('connect-only', true, 'nothing-sent')] }))
    ).toBe(true)
  })
})

describe('Task 4', () => {
  test('the server that a run brings along is not one that the student started', () => {
    const ofRun = endpoint('server', 'server', { id: 'echo-server' }, 20_001, [])
    const started = endpoint('server', 'server', { id: 'number-server' }, 20_001, [])
    expect(told('task4/server', viewOf([ofRun]))).toBe(false)
    expect(told('task4/server', viewOf([ofRun, started]))).toBe(true)
  })
  test('one number reached the server', () => {
    const happened = [{ kind: EventKind.served, peer: 40_000, text: '99' }]
    const numbers = endpoint('server', 'server', { id: 'number-server' }, 20_001, happened)
    expect(told('task4/number', viewOf([numbers]))).toBe(true)
    expect(told('task4/number', viewOf([server(20_001, [40_000])]))).toBe(false)
  })

  const run = (given: Parameters<typeof outcomeOf>[0]): LessonView =>
    viewOf([], { outcome: outcomeOf(given) })
  test('eight came back, or one is missing', () => {
    expect(told('task4/eight', run({ parameters: { count: 8 }, ledger: { sent: 8 } }))).toBe(true)
    expect(told('task4/eight', run({ parameters: { count: 8 }, ledger: { sent: 8, lostReplies: 1 } }))).toBe(
      false
    )
  })
  test('a run that lost requests, one that was cured, and one that lost replies', () => {
    const lost = run({ ledger: { lostRequests: 60, firstLost: 15_000 } })
    const cured = run({ parameters: { serverBuffer: 200_000 } })
    const lucky = run({})
    const replies = run({
      parameters: { serverBuffer: 4_000_000, rate: 0, serviceUs: 0 },
      ledger: { lostReplies: 1700 }
    })
    const steps = ['task4/loss', 'task4/cure', 'task4/limit']
    const doneBy = (view: LessonView): boolean[] => steps.map((step) => told(step, view))
    expect(doneBy(lost)).toEqual([true, false, false])
    expect(doneBy(cured)).toEqual([false, true, false])
    expect(doneBy(lucky)).toEqual([false, false, false])
    expect(doneBy(replies)).toEqual([false, false, true])
  })
  test('a run that was cancelled shows nothing yet', () => {
    const outcome = outcomeOf({ ledger: { lostRequests: 60 } })
    expect(told('task4/loss', viewOf([], { run: { phase: 'cancelled', outcome } }))).toBe(false)
  })
})

test('a prediction in the field of the run counts when the run was one of many numbers', () => {
  const foretold = (guess: number | null, sent: number) =>
    guessIn({ ...nothing, run: { phase: 'finished', outcome: outcomeOf({ guess, ledger: { sent } }) } })
  expect(foretold(0, 20_000)).toBe(0)
  expect(foretold(15_000, 20_000)).toBe(15_000)
  expect(foretold(null, 20_000)).toBeNull()
  expect(foretold(3, 8)).toBeNull()
  expect(guessIn(nothing)).toBeNull()
})
