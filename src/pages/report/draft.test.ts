import * as v from 'valibot'
import { expect, test } from 'vitest'
import { emptyReportDraft, reportDraftSchema } from '#shared/report/draft'
import { draftToKeep as keep, readDraft as read, type ReportDraft, Sections } from './draft'

/** Not those of the registry: what is kept of tasks that come later is not theirs to change. */
const tasks = ['task1', 'task2', 'task3', 'task4'].map((id) => ({ id, name: id, title: id }))
const sections = new Sections(tasks)
const sectionNames = sections.names
const readDraft = (kept: unknown, today: string) => read(kept, today, sections)
const draftToKeep = (kept: Parameters<typeof keep>[0], draft: ReportDraft) => keep(kept, draft, sections)

test('nothing kept: all sections, the newest runs, today', () => {
  const draft = readDraft(null, '2026-11-24')
  expect(draft).toMatchObject({ order: [...sectionNames], leftOut: [], picks: {} })
  expect(draft.fields).toEqual({ name: '', registrationNumber: '', course: '', date: '2026-11-24' })
})

test('what was kept comes back', () => {
  const draft = readDraft(null, '')
  draft.fields.name = 'Ada'
  draft.order = ['runs', 'task4', 'task1', 'task2', 'task3', 'machine', 'programs', 'compare']
  draft.picks = { task1: [] }
  expect(readDraft(JSON.parse(JSON.stringify(draft)), 'later')).toEqual(draft)
})

test('a section that an older version did not know stands where a new draft has it', () => {
  const order = ['task1', 'task2', 'task3', 'task4', 'machine', 'runs']
  expect(readDraft({ order }, '').order).toEqual([...sectionNames])
})

test.each([[[]], ['x'], [{ fields: 5, order: ['nowhere', 'runs', 'runs'], picks: { task1: 3 } }]])(
  'what is off is as if it had not been typed: %j',
  (kept) => {
    const draft = readDraft(kept, '')
    expect([...draft.order].sort()).toEqual([...sectionNames].sort())
    expect(draft.picks).toEqual({})
  }
)

test('sections, parts and tasks of a newer version are kept as they were', () => {
  const kept = {
    ...emptyReportDraft,
    fields: { ...emptyReportDraft.fields, name: 'Ada' },
    order: ['task5', 'runs', 'task4', 'task1', 'task2', 'task3', 'machine'],
    leftOut: ['task5', 'runs'],
    partsLeftOut: ['sketch'],
    picks: { task5: ['9dd36c06-8149-4d83-ad04-98a5c2fe1ecc'], task4: [] }
  }
  const draft = readDraft(kept, 'today')
  draft.fields.course = 'Networks'
  draft.leftOut = []
  const written = draftToKeep(kept, draft)
  expect(written).toEqual({
    version: 1,
    fields: { name: 'Ada', registrationNumber: '', course: 'Networks', date: 'today' },
    order: ['runs', 'task4', 'compare', 'programs', 'task1', 'task2', 'task3', 'machine', 'task5'],
    leftOut: ['task5'],
    partsLeftOut: ['sketch'],
    picks: kept.picks
  })
  expect(v.is(reportDraftSchema, written)).toBe(true)
  expect(draftToKeep(written, readDraft(written, '')), 'it does not grow').toEqual(written)
})
