import { expect, test } from 'vitest'
import { draftToKeep, readDraft, sectionNames } from './draft'

test('nothing kept: all sections, the newest runs, today', () => {
  const draft = readDraft(null, '2026-11-24')
  expect(draft).toMatchObject({ order: [...sectionNames], leftOut: [], picks: {} })
  expect(draft.fields).toEqual({ name: '', registrationNumber: '', course: '', date: '2026-11-24' })
})

test('what was kept comes back', () => {
  const draft = readDraft(null, '')
  draft.fields.name = 'Ada'
  draft.order = ['runs', 'task4', 'task1', 'task2', 'task3', 'machine']
  draft.picks = { task1: [] }
  expect(readDraft(JSON.parse(JSON.stringify(draft)), 'later')).toEqual(draft)
})

test.each([[[]], ['x'], [{ fields: 5, order: ['nowhere', 'runs', 'runs'], picks: { task1: 3 } }]])(
  'what is off is as if it had not been typed: %j',
  (kept) => {
    const draft = readDraft(kept, '')
    expect([...draft.order].sort()).toEqual([...sectionNames].sort())
    expect(draft.picks).toEqual({})
  }
)

test('sections, tasks and keys of a newer version are kept as they were', () => {
  const kept = {
    fields: { name: 'Ada', matriculation: '7' },
    order: ['task5', 'runs', 'task4', 'task1', 'task2', 'task3', 'machine'],
    leftOut: ['task5', 'runs'],
    partsLeftOut: ['sketch'],
    picks: { task5: ['some'], task4: [] },
    cover: 'blue'
  }
  const draft = readDraft(kept, '')
  draft.fields.course = 'Networks'
  draft.leftOut = []
  const written = draftToKeep(kept, draft)
  expect(written).toMatchObject({
    fields: { name: 'Ada', matriculation: '7', course: 'Networks' },
    order: ['runs', 'task4', 'task1', 'task2', 'task3', 'machine', 'task5'],
    leftOut: ['task5'],
    partsLeftOut: ['sketch'],
    picks: { task5: ['some'], task4: [] },
    cover: 'blue'
  })
  expect(draftToKeep(written, readDraft(written, '')), 'it does not grow').toEqual(written)
})
