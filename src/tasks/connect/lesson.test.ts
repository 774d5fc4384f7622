import { expect, test } from 'vitest'
import { questionOf } from '#shared/lessons/lesson'
import type { LessonView } from '#shared/lessons/view'
import { client, viewOf } from '#shared/lessons/view.fixture'
import { connectLesson } from './lesson'
import type { TrialReport } from './model/trials'

const trial = (
  name: TrialReport['trial'],
  connected: boolean,
  verdict: TrialReport['verdict']
): TrialReport => ({ trial: name, connected, verdict, finding: `${name} was ${verdict}.` })

const isDone = (id: string, view: LessonView): boolean =>
  connectLesson.steps.find((step) => step.id === id)!.isDone(view)

const evidenceOf = (id: string, view: LessonView): string[] => questionOf(connectLesson, id).evidence(view)

test('nothing is done and nothing is said where nothing has happened', () => {
  const nothing = viewOf([])
  expect(connectLesson.steps.filter((step) => step.isDone(nothing))).toEqual([])
  for (const { id, evidence } of connectLesson.questions) expect(evidence(nothing), id).toEqual([])
})

test('an exchange is told by whether connect() was called', () => {
  const connected = viewOf([client(40_001, true, true)])
  const unconnected = viewOf([client(40_002, true, false)])
  expect([isDone('task3/with', connected), isDone('task3/without', connected)]).toEqual([true, false])
  expect([isDone('task3/with', unconnected), isDone('task3/without', unconnected)]).toEqual([false, true])
  expect(isDone('task3/with', viewOf([client(40_001, false, true)]))).toBe(false)
})

test('a try in both columns needs both', () => {
  const one = [trial('stranger', true, 'filtered')]
  const both = [...one, trial('stranger', false, 'delivered')]
  expect(isDone('task3/stranger', viewOf([], { own: one }))).toBe(false)
  expect(isDone('task3/stranger', viewOf([], { own: both }))).toBe(true)
  expect(isDone('task3/dead-port', viewOf([], { own: both }))).toBe(false)
})

test('connect() alone needs the connected socket only', () => {
  const trials = [trial('connect-only', false, 'nothing-sent')]
  expect(isDone('task3/connect-only', viewOf([], { own: trials }))).toBe(false)
  expect(
    isDone('task3/connect-only', viewOf([], { own: [trial('connect-only', true, 'nothing-sent')] }))
  ).toBe(true)
})

test('the tries speak for connect()', () => {
  const trials = [trial('connect-only', true, 'nothing-sent'), trial('stranger', true, 'filtered')]
  const view = viewOf([client(40_001, true, true), client(40_002, true)], { own: trials })
  expect(evidenceOf('task3/wire', view)).toEqual([trials[0]!.finding])
  expect(evidenceOf('task3/connect', view)).toEqual(trials.map(({ finding }) => finding))
  expect(evidenceOf('task3/calls', view)).toEqual([
    'With connect() your client on port 40001 sent 1 datagram and received 1.',
    'Without connect() your client on port 40002 sent 1 datagram and received 1.'
  ])
})

test('a step says what its trial found, and connect() is marked to send nothing only when nothing was seen', () => {
  const sawIn = (id: string, view: LessonView): string[] =>
    connectLesson.steps.find((step) => step.id === id)!.saw(view)
  const trials = [trial('connect-only', true, 'nothing-sent'), trial('queued-before', true, 'delivered')]
  const view = viewOf([client(40_002, true)], { own: trials })
  expect(sawIn('task3/queued', view)).toEqual([trials[1]!.finding])
  expect(sawIn('task3/without', view)[0]).toContain('on port 40002 sent 1 datagram and received 1')
  expect(sawIn('task3/disconnect', view)).toEqual([])
  const { verdict } = questionOf(connectLesson, 'task3/wire')
  expect([verdict!(view, '0')?.right, verdict!(view, '3')?.right]).toEqual([true, false])
  const arrived = viewOf([], { own: [trial('connect-only', true, 'delivered')] })
  expect(verdict!(arrived, '0')).toBeNull()
})
