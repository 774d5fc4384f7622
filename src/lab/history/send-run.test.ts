import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { runForms } from '#tasks/contract'
import { failure } from '#shared/fault'
import { keptRun } from '../packed/kept-run.fixture'
import { packRun } from '../packed/pack'
import type { History } from './history'
import type { HistoryCommand } from './protocol'
import { sendRun } from './send-run'
import { HistoryService } from './service'

let folder: string
let service: HistoryService
const asked: HistoryCommand[] = []
const history: Pick<History, 'call'> = {
  // What the thread gets is a copy, as of every message.
  call: async (name, input) => {
    asked.push(name)
    return service.answer(name, structuredClone(input))
  }
}
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'udp-lab-send-run-'))
  service = new HistoryService(path.join(folder, 'history.sqlite'), runForms)
  asked.length = 0
})
afterEach(() => {
  service.answer('close', null)
  rmSync(folder, { recursive: true, force: true })
})

const hashOfKept = (id: string): string => {
  const opened = service.answer('open', { id })
  return opened.ok ? opened.value.hash : opened.fault.message
}

it('hands over a long run in pieces and a short one at once, each as if it were written whole', async () => {
  const long = keptRun(120_000)
  const short = keptRun(100)
  for (const run of [long, short]) {
    expect(await sendRun(history, run)).toMatchObject({ ok: true })
    expect(hashOfKept(run.id)).toBe(packRun(run).head.hash)
  }
  expect(asked).toEqual(['keepEvents', 'keepEvents', 'keepEvents', 'keep', 'keep'])
})

it('tells the fault of a piece, and the next run is whole', async () => {
  const refusal = failure('history/not-written', 'no room')
  let pieces = 0
  const full: Pick<History, 'call'> = {
    call: async (name, input) =>
      name === 'keepEvents' && ++pieces === 2 ? refusal : history.call(name, input)
  }
  const run = keptRun(120_000)
  expect(await sendRun(full, run)).toEqual(refusal)
  expect(asked).toEqual(['keepEvents'])
  const next = keptRun(110_000)
  expect(await sendRun(history, next)).toMatchObject({ ok: true })
  expect(hashOfKept(next.id)).toBe(packRun(next).head.hash)
  expect(service.answer('list', { limit: 9, offset: 0 })).toMatchObject({ ok: true, value: { total: 1 } })
})

it('says in words that events of a run did not come', () => {
  const lost = { ok: false, fault: { code: 'history/not-written' } }
  expect(service.answer('keepEvents', { writing: 99, batches: [] })).toMatchObject(lost)
  expect(service.answer('keep', { ...keptRun(3), batches: [], writing: 99 })).toMatchObject(lost)
})
