import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { emptyNotebook, type Notebook } from '../shared/lessons/notebook'
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

for (const damaged of ['', '{"version":1', '{"version":2}', '[]', `{"version":1,"done":{"../x y":1}}`]) {
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
