import { expect, test } from 'vitest'
import { glossary, glossaryEntry } from './glossary'
import { actionNames, type Step } from './lesson'
import { lessons } from './lessons'
import { questionIds, questions } from './questions'
import { parseTerms, plainText } from './terms'
import { taskIds } from '../tasks/catalogue'

test('words and terms in order, with other words for a term where the text needs them', () => {
  expect(parseTerms('A [[socket]] that [[bind|binds]].')).toEqual([
    { kind: 'words', text: 'A ' },
    { kind: 'term', text: 'socket', term: 'socket' },
    { kind: 'words', text: ' that ' },
    { kind: 'term', text: 'binds', term: 'bind' },
    { kind: 'words', text: '.' }
  ])
})

for (const plain of ['', 'no term', '[[', ']]', '[[]]', '[[half', '[one]', "b'[[' and ]"]) {
  test(`marks that are not whole stay as they are: ${JSON.stringify(plain)}`, () => {
    expect(parseTerms(plain)).toEqual(plain === '' ? [] : [{ kind: 'words', text: plain }])
    expect(plainText(plain)).toBe(plain)
  })
}

const allSteps = taskIds.flatMap((task): readonly Step[] => lessons[task].steps)

test('every term of every text stands in the glossary, in two sentences', () => {
  const texts = [
    ...allSteps.flatMap(({ text, watch }) => [text, watch ?? '']),
    ...questions.map(({ modelAnswer }) => modelAnswer)
  ]
  const terms = texts.flatMap(parseTerms).flatMap((part) => (part.kind === 'term' ? part.term : []))
  expect(terms.filter((term) => glossaryEntry(term) === null)).toEqual([])
  for (const { term, says, source } of glossary) {
    expect(says.match(/\.(?= [A-Z]|$)/g), term).toHaveLength(2)
    expect(source, term).toMatch(/^RFC \d+|\(\d\)$|^include\//)
  }
})

test('a walkthrough has five to nine steps, each of its own name, and something to do', () => {
  for (const task of taskIds) {
    const { steps } = lessons[task]
    expect(steps.length).toBeGreaterThanOrEqual(5)
    expect(steps.length).toBeLessThanOrEqual(9)
    for (const { id, action, asks } of steps) {
      expect(id.startsWith(`${task}/`)).toBe(true)
      expect(action !== undefined || asks !== undefined, id).toBe(true)
    }
    const used = steps.flatMap(({ action }) => (action ? [action.name] : []))
    expect([...used].sort()).toEqual([...actionNames[task]].sort())
  }
  expect(new Set(allSteps.map(({ id }) => id)).size).toBe(allSteps.length)
})

test('the exercise’s questions are all asked, and each question once', () => {
  expect(questions.map(({ id }) => id)).toEqual([...questionIds])
  expect(questions.flatMap(({ exercise }) => exercise ?? [])).toEqual([
    '1.2',
    '1.3',
    '2.2',
    '3.1',
    '3.2',
    '4.3',
    '4.4'
  ])
})
