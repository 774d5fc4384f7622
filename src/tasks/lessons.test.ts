import { expect, test } from 'vitest'
import { commonTerms, entryIn } from '#shared/lessons/glossary'
import type { Lesson } from '#shared/lessons/lesson'
import { parseTerms } from '#shared/lessons/terms'
import { viewOf } from '#shared/lessons/view.fixture'
import { tasks } from './registry'

const all = tasks.map(({ id, lesson }): [string, Lesson] => [id, lesson])
const glossary = [...commonTerms, ...tasks.flatMap((task) => task.glossary ?? [])]
const allSteps = all.flatMap(([, { steps }]) => steps)
const allQuestions = all.flatMap(([, { questions }]) => questions)

test('every term of every text stands in the glossary, in two sentences', () => {
  const texts = [
    ...allSteps.flatMap(({ text, watch, otherwise }) => [text, watch ?? '', otherwise ?? '']),
    ...allQuestions.map(({ modelAnswer }) => modelAnswer)
  ]
  const terms = texts.flatMap(parseTerms).flatMap((part) => (part.kind === 'term' ? part.term : []))
  expect(terms.filter((term) => entryIn(glossary, term) === null)).toEqual([])
  for (const { term, says, source } of glossary) {
    expect(says.match(/\.(?= [A-Z]|$)/g), term).toHaveLength(2)
    expect(source, term).toMatch(/^RFC \d+|\(\d\)$|^include\//)
  }
})

test('a walkthrough has five to nine steps, each of its own name, and something to do', () => {
  for (const [task, { steps }] of all) {
    expect(steps.length).toBeGreaterThanOrEqual(5)
    expect(steps.length).toBeLessThanOrEqual(9)
    for (const { id, action, asks } of steps) {
      expect(id.startsWith(`${task}/`)).toBe(true)
      expect(action !== undefined || asks !== undefined, id).toBe(true)
    }
  }
  expect(new Set(allSteps.map(({ id }) => id)).size).toBe(allSteps.length)
})

test('a step asks a question of its own lesson, and each question has its own name', () => {
  for (const [task, { steps, questions }] of all) {
    const ids = questions.map(({ id }) => id)
    for (const { asks } of steps) if (asks !== undefined) expect(ids).toContain(asks)
    for (const id of ids) expect(id.startsWith(`${task}/`)).toBe(true)
  }
  expect(new Set(allQuestions.map(({ id }) => id)).size).toBe(allQuestions.length)
})

test('the exercise’s questions are all asked', () => {
  expect(allQuestions.flatMap(({ exercise }) => exercise ?? [])).toEqual([
    '1.2',
    '1.3',
    '2.2',
    '3.1',
    '3.2',
    '4.3',
    '4.4'
  ])
})

test('a choice and a number are marked by the student’s own runs, and while there are none nobody marks them', () => {
  const nothing = viewOf([])
  for (const { id, form, verdict } of allQuestions) {
    expect(verdict !== undefined, id).toBe(form.kind !== 'text')
    expect(verdict?.(nothing, form.kind === 'choice' ? form.choices[0]! : '1') ?? null, id).toBeNull()
  }
})

test('a step says what was seen, and of nothing that did not happen', () => {
  const nothing = viewOf([])
  for (const { id, action, saw } of allSteps) if (action) expect(saw(nothing), id).toEqual([])
})
