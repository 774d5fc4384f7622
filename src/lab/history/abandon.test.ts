import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { keptRun } from '../packed/kept-run.fixture'
import { HistoryStore } from './store'
import { runForms } from '#tasks/contract'

it('tells nothing of a run that began and was not kept, and leaves what was kept of it before', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'udp-lab-history-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const file = path.join(folder, 'history.sqlite')
  const store = new HistoryStore(file, runForms)
  const run = keptRun(3)
  store.begin(run)
  store.abandon(run.id)
  const kept = keptRun(5, { name: 'kept before' })
  store.keep(kept)
  store.abandon(kept.id)
  store.close()
  const next = new HistoryStore(file, runForms)
  expect(next.notices).toEqual([])
  expect(next.list({ limit: 500, offset: 0 }).runs).toMatchObject([{ name: 'kept before' }])
  next.close()
})
