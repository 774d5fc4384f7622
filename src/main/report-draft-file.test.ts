import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { emptyReportDraft, type KeptReportDraft } from '#shared/report/draft'
import { ReportDraftFile } from './report-draft-file'

let folder = ''
let name = ''
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'udp-lab-draft-'))
  name = path.join(folder, 'report-draft.json')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const typed: KeptReportDraft = {
  ...emptyReportDraft,
  fields: { name: 'Ada', registrationNumber: '=1815+10', course: '<i>', date: '2026-11-24' },
  order: ['task4', 'task1'],
  picks: { task4: ['9dd36c06-8149-4d83-ad04-98a5c2fe1ecc'] }
}

test('what was typed is read again by the next start', async () => {
  const file = new ReportDraftFile(folder)
  expect(await file.read()).toEqual({ draft: emptyReportDraft, first: true, setAside: null })
  expect(await file.keep(typed)).toEqual({ ok: true, value: undefined })
  expect(await new ReportDraftFile(folder).read()).toEqual({ draft: typed, first: false, setAside: null })
})

for (const damaged of ['', '[]', '{"version":1}', JSON.stringify({ ...typed, order: ['<b>'] })]) {
  test(`a damaged file is set aside, and stays as it was: ${damaged.slice(0, 40) || '(empty)'}`, async () => {
    writeFileSync(name, damaged)
    const file = new ReportDraftFile(folder)
    const { draft, first, setAside } = await file.read()
    expect({ draft, first }).toEqual({ draft: emptyReportDraft, first: false })
    await file.keep(typed)
    expect(readFileSync(setAside!, 'utf8')).toBe(damaged)
  })
}

test('a draft of a newer form is left as it is, and that is said', async () => {
  const newer = '{"version":2,"pages":[]}'
  writeFileSync(name, newer)
  const file = new ReportDraftFile(folder)
  expect(await file.read()).toMatchObject({ draft: emptyReportDraft, first: false, newer: true })
  expect(await file.keep(typed)).toEqual({ ok: true, value: undefined })
  expect(readFileSync(name, 'utf8')).toBe(newer)
  expect(readdirSync(folder)).toEqual(['report-draft.json'])
})

test('keys that are not known are written back as they were, names are read', async () => {
  const newer = {
    ...typed,
    fields: { ...typed.fields, matriculation: '7' },
    order: ['task5', 'task4', 'task1'],
    picks: { ...typed.picks, task5: [] },
    cover: 'blue'
  }
  writeFileSync(name, JSON.stringify(newer))
  const file = new ReportDraftFile(folder)
  const { draft, setAside } = await file.read()
  expect(setAside).toBeNull()
  const { fields } = typed
  expect(draft).toEqual({ ...typed, fields, order: newer.order, picks: newer.picks })
  await file.keep({ ...draft, fields: { ...fields, course: 'Networks' } })
  expect(JSON.parse(readFileSync(name, 'utf8'))).toEqual({
    ...newer,
    fields: { ...newer.fields, course: 'Networks' }
  })
})
