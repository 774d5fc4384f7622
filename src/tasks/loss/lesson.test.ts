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
  const burst = run({
    parameters: { rate: 0, serviceUs: 0, clientReads: 'after', clientBuffer: null },
    ledger: { lostReplies: 19_000, firstLost: 257 }
  })
  const slow = run({ parameters: { serviceUs: 150 }, ledger: { lostRequests: 6000, firstLost: 700 } })
  const steps = ['task4/burst', 'task4/law', 'task4/loss', 'task4/cure', 'task4/limit']
  const doneBy = (view: LessonView): string[] => steps.filter((step) => isDone(step, view))
  expect(doneBy(burst)).toEqual(['task4/burst'])
  expect(doneBy(slow)).toEqual(['task4/law'])
  expect(doneBy(lost)).toEqual(['task4/loss'])
  expect(doneBy(cured)).toEqual(['task4/cure'])
  expect(doneBy(lucky)).toEqual([])
  expect(doneBy(replies)).toEqual(['task4/limit'])
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

const lostRun = outcomeOf({ ledger: { lostRequests: 60, firstLost: 15_012 } })
const sawIn = (id: string, view: LessonView): string[] =>
  lossLesson.steps.find((step) => step.id === id)!.saw(view)

test('Task 4 gives the figures of the run, and the explanation made of them', () => {
  const view = viewOf([], { outcome: lossOutcome(lostRun) })
  expect(evidenceOf('task4/first-lost', view)).toEqual([
    'In your paced run number 15,012 was the first that did not come back. All smaller numbers came back.'
  ])
  expect(evidenceOf('task4/why-lost', view)).toEqual([
    'In your paced run 20,000 were sent: 60 requests and 0 replies were lost.',
    ...explain(lostRun).why,
    ...sawIn('task4/terminals', view).slice(1)
  ])
  expect(evidenceOf('task4/why-helps', view)[0]).toBe(
    'In your paced run, of 20,000 numbers, the server asked for nothing and got 212,992.'
  )
})

test('a question cites the run that it is about, though another one came later', () => {
  const cured = outcomeOf({ parameters: { serverBuffer: 200_000 } })
  const view = viewOf([], { outcome: lossOutcome(cured), own: { outcomes: [lostRun, cured] } })
  expect(evidenceOf('task4/first-lost', view)[0]).toContain('number 15,012')
  expect(evidenceOf('task4/why-lost', view)[0]).toContain('60 requests')
  expect(evidenceOf('task4/why-helps', view)[2]).toContain('your run with the larger buffer')
  expect(evidenceOf('task4/whose', view)[0]).toContain('In your last run 20,000 were sent: 0 requests')
})

test('of the exercise’s own run it is said which side lost what, in three lines', () => {
  const burst = (lostRequests: number, lostReplies: number) =>
    sawIn(
      'task4/burst',
      run({
        parameters: { rate: 0, serviceUs: 0, clientReads: 'after', clientBuffer: null },
        ledger: { lostRequests, lostReplies, firstLost: 257 }
      })
    )
  expect(burst(0, 19_000)[0]).toContain('number 257')
  expect(burst(0, 19_000)[2]).toBe(
    'The client read nothing while it sent, so its own receive buffer filled with replies.'
  )
  expect(burst(9000, 0)[2]).toBe('The lost requests never reached the server’s program.')
  expect(burst(9000, 4000)[2]).toContain('The client read nothing while it sent')
  expect(burst(9000, 4000)).toHaveLength(3)
})

test('the law is set beside the run, and what is earlier is told by the quarters', () => {
  const slow = outcomeOf({ parameters: { serviceUs: 150 }, ledger: { lostRequests: 6000, firstLost: 640 } })
  const lines = sawIn('task4/law', viewOf([], { outcome: lossOutcome(slow) }))
  expect(lines[0]).toContain('K × r / (r − 1) = 768')
  expect(lines[1]).toContain('Number 640')
  expect(lines[2]).toContain('a quarter of the buffer')
  const early = outcomeOf({ parameters: { serviceUs: 150 }, ledger: { lostRequests: 6000, firstLost: 100 } })
  expect(sawIn('task4/law', viewOf([], { outcome: lossOutcome(early) }))[2]).toContain('far from the law')
})

test('the send buffer, the network card and the drop counter are named only as the run saw them', () => {
  const lines = sawIn('task4/terminals', viewOf([], { outcome: lossOutcome(lostRun) }))
  expect(lines.join(' ')).toContain('send() returned without an error for all 20,000 numbers')
  expect(lines.join(' ')).toContain('rose by exactly 60')
  const uncounted = outcomeOf({
    ledger: { lostRequests: 60, firstLost: 15_012, unsent: 3 },
    kernelDrops: { server: null, client: null }
  })
  const said = sawIn('task4/terminals', viewOf([], { outcome: lossOutcome(uncounted) })).join(' ')
  expect(said).not.toContain('drop counter')
  expect(said).toContain('send() refused 3 numbers')
})

test('answers are marked by the run that they are about', () => {
  const view = viewOf([], { outcome: lossOutcome(lostRun) })
  const verdictOn = (id: string, answer: string, of = view) => questionOf(lossLesson, id).verdict!(of, answer)
  expect(verdictOn('task4/first-lost', '15,000')?.right).toBe(true)
  expect(verdictOn('task4/first-lost', '9000')).toEqual({
    right: false,
    says: 'Number 15,012 was lost first: your answer is 40 % away. Up to 10 % counts as right.'
  })
  expect(verdictOn('task4/first-lost', '0')?.right).toBe(false)
  expect(verdictOn('task4/first-lost', '0', run({}))?.right).toBe(true)
  expect(verdictOn('task4/whose', 'The server’s')?.right).toBe(true)
  expect(verdictOn('task4/whose', 'Both')?.right).toBe(false)
  expect(verdictOn('task4/terminals', 'Yes: the same numbers are missing there')?.right).toBe(true)
})
