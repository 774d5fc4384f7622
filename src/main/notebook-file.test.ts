import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { emptyNotebook, type Notebook } from '#shared/lessons/notebook'
import { NotebookFile } from './notebook-file'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'udp-lab-notebook-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const written: Notebook = {
  ...emptyNotebook,
  done: { 'task1/server': 1_790_000_000_000 },
  current: { task1: 'task1/client' },
  answers: {
    'task1/everyone': { text: 'Yes, "all"\n<b>', answeredAtEpochMs: 1_790_000_000_001, evidence: ['3 ports'] }
  }
}

test('what was kept is read again by the next start', async () => {
  const file = new NotebookFile(folder)
  expect(await file.read()).toEqual({ notebook: emptyNotebook, setAside: null })
  expect(await file.keep(written)).toEqual({ ok: true, value: undefined })
  expect(await new NotebookFile(folder).read()).toEqual({ notebook: written, setAside: null })
})

test('of many changes at once the last is kept', async () => {
  const file = new NotebookFile(folder)
  const changes = Array.from({ length: 20 }, (_, index) => ({ ...written, done: { step: index } }))
  await Promise.all(changes.map((change) => file.keep(change)))
  expect((await file.read()).notebook.done).toEqual({ step: 19 })
  expect(readdirSync(folder)).toEqual(['notebook.json'])
})

for (const damaged of ['', '{"version":1', '{"version":"2"}', '[]', `{"version":1,"done":{"../x y":1}}`]) {
  test(`a damaged file is set aside, and stays as it was: ${damaged || '(empty)'}`, async () => {
    writeFileSync(path.join(folder, 'notebook.json'), damaged)
    const file = new NotebookFile(folder)
    const { notebook, setAside } = await file.read()
    expect(notebook).toEqual(emptyNotebook)
    expect(readFileSync(setAside!, 'utf8')).toBe(damaged)
    await file.keep(written)
    expect(readFileSync(setAside!, 'utf8')).toBe(damaged)
    expect((await file.read()).notebook).toEqual(written)
  })
}

test('a folder that is gone is a fault in words', async () => {
  rmSync(folder, { recursive: true })
  const kept = await new NotebookFile(folder).keep(written)
  expect(kept).toMatchObject({ ok: false, fault: { code: 'file/not-written' } })
})

test('a notebook of a newer form is left as it is, and that is said', async () => {
  const newer = '{"version":2,"pages":[]}'
  writeFileSync(path.join(folder, 'notebook.json'), newer)
  const file = new NotebookFile(folder)
  expect(await file.read()).toEqual({ notebook: emptyNotebook, setAside: null, newer: true })
  expect(await file.keep(written)).toEqual({ ok: true, value: undefined })
  expect(await new NotebookFile(folder).keep(written), 'before it was read').toMatchObject({ ok: true })
  expect(readFileSync(path.join(folder, 'notebook.json'), 'utf8')).toBe(newer)
  expect(readdirSync(folder)).toEqual(['notebook.json'])
})

test('tasks and keys that are not known are written back as they were', async () => {
  const newer = {
    ...written,
    done: { ...written.done, 'task5/ring': 1 },
    current: { task1: 'task1/client', task5: 'task5/ring' },
    shown: { task5: true },
    answers: { 'task1/everyone': { ...written.answers['task1/everyone'], grade: 5 } },
    sketches: { 'task5/ring': [1, 2] }
  }
  const name = path.join(folder, 'notebook.json')
  writeFileSync(name, JSON.stringify(newer))
  const file = new NotebookFile(folder)
  const { notebook, setAside } = await file.read()
  expect(setAside).toBeNull()
  expect(notebook).not.toHaveProperty('sketches')
  expect(notebook.answers['task1/everyone']).toEqual(written.answers['task1/everyone'])
  await file.keep({ ...notebook, current: { ...notebook.current, task1: 'task1/end' } })
  await file.keep({ ...notebook, current: { ...notebook.current, task2: 'task2/begin' } })
  expect(JSON.parse(readFileSync(name, 'utf8'))).toEqual({
    ...newer,
    current: { ...newer.current, task2: 'task2/begin' }
  })
  await file.keep({ ...notebook, answers: {} })
  expect(JSON.parse(readFileSync(name, 'utf8'))).toMatchObject({ answers: {}, sketches: newer.sketches })
})
