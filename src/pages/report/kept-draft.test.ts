import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import * as v from 'valibot'
import type { OutputOf } from '#shared/calls'
import type { CommonCalls } from '#shared/contract'
import { tasks } from '#tasks/registry'
import { failure, type Result, success } from '#shared/fault'
import { emptyReportDraft, type KeptReportDraft, reportDraftSchema } from '#shared/report/draft'
import type { Lab } from '#ui/lab'
import { Sections } from './draft'
import { KeptDraft } from './kept-draft'

type Opened = OutputOf<CommonCalls['readReportDraft']>

const nothing: Opened = { draft: emptyReportDraft, first: true, setAside: null }
const stored = { fields: { name: 'Ada', course: 'Networks' }, order: ['runs'], picks: { task1: [] } }
const storageKey = 'udp-lab-report'
const storage = new Map<string, string>()
const kept: KeptReportDraft[] = []

beforeEach(() => {
  kept.length = 0
  storage.clear()
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => storage.get(key) ?? null,
    removeItem: (key: string) => storage.delete(key)
  })
})
afterEach(() => vi.unstubAllGlobals())

/** A draft in a window whose main process answers so. */
function draftOf(read: Result<Opened>, keeping: () => Result<void> = () => success(undefined)): KeptDraft {
  const call = (name: string, input?: KeptReportDraft) => {
    if (name === 'readReportDraft') return Promise.resolve(read)
    if (input) kept.push(input)
    return Promise.resolve(keeping())
  }
  return new KeptDraft({ call } as unknown as Lab, new Sections(tasks))
}

test('nothing kept anywhere: an empty draft of today, and nothing is written before it changes', async () => {
  const file = draftOf(success(nothing))
  const { draft, fault } = await file.open('today')
  expect(fault).toBeNull()
  expect(draft.fields).toEqual({ name: '', registrationNumber: '', course: '', date: 'today' })
  expect(await file.keep(draft)).toBeNull()
  expect(kept).toEqual([])
  expect(await file.keep({ ...draft, leftOut: ['task2'] })).toBeNull()
  expect(kept).toMatchObject([{ version: 1, leftOut: ['task2'] }])
})

test('what 0.1 left in the storage goes to the file once, and leaves the storage', async () => {
  storage.set(storageKey, JSON.stringify(stored))
  const { draft, fault } = await draftOf(success(nothing)).open('today')
  expect(fault).toBeNull()
  expect(draft).toMatchObject({ fields: { name: 'Ada', date: 'today' }, picks: { task1: [] } })
  expect(kept).toMatchObject([{ fields: { name: 'Ada', course: 'Networks', date: 'today' } }])
  expect(v.is(reportDraftSchema, kept[0])).toBe(true)
  expect(storage.size).toBe(0)
})

test('it stays in the storage when the file could not be written, and that is told', async () => {
  storage.set(storageKey, JSON.stringify(stored))
  const full = (): Result<void> => failure('file/not-written', 'The disk is full.')
  const { draft, fault } = await draftOf(success(nothing), full).open('today')
  expect(draft.fields.name).toBe('Ada')
  expect(fault).toMatchObject({ code: 'file/not-written' })
  expect(storage.size).toBe(1)
})

test('a draft in the file holds, and what an older UDP Lab left in the storage is dropped', async () => {
  storage.set(storageKey, JSON.stringify(stored))
  const draft = { ...emptyReportDraft, fields: { ...emptyReportDraft.fields, name: 'Grace' } }
  const opened = await draftOf(success({ ...nothing, draft, first: false })).open('today')
  expect(opened.draft.fields.name).toBe('Grace')
  expect(kept).toEqual([])
  expect(storage.size).toBe(0)
})

test('what is off in the storage is none', async () => {
  storage.set(storageKey, '{"fields"')
  expect((await draftOf(success(nothing)).open('today')).draft.fields.name).toBe('')
  expect(kept).toEqual([])
})

test('a damaged file is told by its new name, and what is typed then is kept', async () => {
  const file = draftOf(success({ ...nothing, first: false, setAside: '/there/report-draft.json.damaged-1' }))
  const { draft, fault } = await file.open('today')
  expect(fault?.advice).toContain('/there/report-draft.json.damaged-1')
  await file.keep({ ...draft, leftOut: ['task1'] })
  expect(kept.length).toBe(1)
})

for (const [what, read] of [
  ['was written by a newer UDP Lab', success<Opened>({ ...nothing, first: false, newer: true })],
  ['could not be read', failure('lab/failed', 'No answer.')]
] as const) {
  test(`a file that ${what} is told, and nothing is written in its place`, async () => {
    storage.set(storageKey, JSON.stringify(stored))
    const file = draftOf(read)
    const { draft, fault } = await file.open('today')
    expect(fault?.message).toContain(what)
    expect(await file.keep({ ...draft, leftOut: ['task1'] })).toBeNull()
    expect(kept).toEqual([])
    expect(storage.size).toBe(1)
  })
}

test('before it was read nothing is written', async () => {
  const { draft } = await draftOf(success(nothing)).open('today')
  await draftOf(success(nothing)).keep({ ...draft, leftOut: ['task1'] })
  expect(kept).toEqual([])
})

test('a failure is told once, until a write succeeds', async () => {
  let answer: Result<void> = failure('file/not-written', 'The disk is full.')
  const file = draftOf(success(nothing), () => answer)
  const { draft } = await file.open('today')
  const withCourse = (course: string) => file.keep({ ...draft, fields: { ...draft.fields, course } })
  expect(await withCourse('N')).toMatchObject({ message: 'The disk is full.' })
  expect(await withCourse('Ne')).toBeNull()
  answer = success(undefined)
  expect(await withCourse('Net')).toBeNull()
  answer = failure('file/not-written', 'The disk is full.')
  expect(await withCourse('Netw')).toMatchObject({ message: 'The disk is full.' })
})
