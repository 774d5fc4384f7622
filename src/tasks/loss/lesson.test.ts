import { expect, test } from 'vitest'
import { questionOf } from '#shared/lessons/lesson'
import { EventKind } from '#shared/events/batch'
import type { LessonView } from '#shared/lessons/view'
import { endpoint, server, viewOf } from '#shared/lessons/view.fixture'
import { explain } from '#tasks/loss/model/explain/explain'
import { outcomeOf } from '#tasks/loss/model/explain/outcome.fixture'
import { lossLesson } from './lesson'
import { lossOutcome } from './model/kept-outcome'

const isDone = (id: string, view: LessonView): boolean =>
  lossLesson.steps.find((step) => step.id === id)!.isDone(view)

const evidenceOf = (id: string, view: LessonView): string[] => questionOf(lossLesson, id).evidence(view)

test('nothing is done and nothing is said where nothing has happened', () => {
  const nothing = viewOf([])
  expect(lossLesson.steps.filter((step) => step.isDone(nothing))).toEqual([])
  for (const { id, evidence } of lossLesson.questions) expect(evidence(nothing), id).toEqual([])
})

test('the server that a run brings along is not one that the student started', () => {
  const ofRun = endpoint('server', 'server', { id: 'echo-server' }, 20_001, [])
  const started = endpoint('server', 'server', { id: 'number-server' }, 20_001, [])
  expect(isDone('task4/server', viewOf([ofRun]))).toBe(false)
  expect(isDone('task4/server', viewOf([ofRun, started]))).toBe(true)
})

test('one number reached the server', () => {
  const happened = [{ kind: EventKind.served, peer: 40_000, text: '99' }]
  const numbers = endpoint('server', 'server', { id: 'number-server' }, 20_001, happened)
  expect(isDone('task4/number', viewOf([numbers]))).toBe(true)
  expect(isDone('task4/number', viewOf([server(20_001, [40_000])]))).toBe(false)
})

const run = (given: Parameters<typeof outcomeOf>[0]): LessonView =>
  viewOf([], { outcome: lossOutcome(outcomeOf(given)) })

test('eight came back, or one is missing', () => {
  expect(isDone('task4/eight', run({ parameters: { count: 8 }, ledger: { sent: 8 } }))).toBe(true)
  expect(isDone('task4/eight', run({ parameters: { count: 8 }, ledger: { sent: 8, lostReplies: 1 } }))).toBe(
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
  const doneBy = (view: LessonView): boolean[] => steps.map((step) => isDone(step, view))
  expect(doneBy(lost)).toEqual([true, false, false])
  expect(doneBy(cured)).toEqual([false, true, false])
  expect(doneBy(lucky)).toEqual([false, false, false])
  expect(doneBy(replies)).toEqual([false, false, true])
})

test('a run that was cancelled shows nothing yet', () => {
  const outcome = outcomeOf({ ledger: { lostRequests: 60 } })
  expect(
    isDone('task4/loss', viewOf([], { run: { phase: 'cancelled', outcome: lossOutcome(outcome) } }))
  ).toBe(false)
})

test('a prediction in the field of the run counts when the run was one of many numbers', () => {
  const { givenElsewhere } = questionOf(lossLesson, 'task4/first-lost')
  const predicted = (guess: number | null, sent: number) =>
    givenElsewhere!(viewOf([], { outcome: lossOutcome(outcomeOf({ guess, ledger: { sent } })) }))
  expect(predicted(0, 20_000)).toBe('0')
  expect(predicted(15_000, 20_000)).toBe('15000')
  expect(predicted(null, 20_000)).toBeNull()
  expect(predicted(3, 8)).toBeNull()
  expect(givenElsewhere!(viewOf([]))).toBeNull()
})

test('Task 4 gives the figures of the run, and the explanation made of them', () => {
  const outcome = outcomeOf({ ledger: { lostRequests: 60, firstLost: 15_012 } })
  const view = viewOf([], { outcome: lossOutcome(outcome) })
  expect(evidenceOf('task4/first-lost', view)).toEqual([
    'In your last run number 15,012 was the first that did not come back.'
  ])
  expect(evidenceOf('task4/why-lost', view)).toEqual([
    'In your last run 20,000 were sent: 60 requests and 0 replies were lost.',
    ...explain(outcome).why
  ])
  expect(evidenceOf('task4/why-helps', view)[0]).toBe(
    'In your last run, of 20,000 numbers, the server asked for nothing and got 212,992.'
  )
})
