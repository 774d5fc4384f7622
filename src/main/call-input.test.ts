import { expect, test } from 'vitest'
import { callNames, calls } from '#tasks/contract'
import { checkInput, cut } from './call-input'

const id = '00000000-0000-4000-8000-000000000000'

test('input that fits is passed on', () => {
  expect(checkInput(calls.exportRuns, { ids: [id] })).toEqual({ ok: true, value: { ids: [id] } })
})

test('a list is refused by its length before its entries', () => {
  const refused = checkInput(calls.exportRuns, { ids: new Array(10_001).fill(1) })
  expect(refused).toMatchObject({ ok: false, fault: { code: 'input/invalid' } })
})

test('only the first of many bad entries is told', () => {
  let reads = 0
  const bad = Array.from({ length: 10_000 }, () => ({
    get kind() {
      reads += 1
      return 'bad'
    }
  }))
  expect(
    checkInput(calls['task4.sweep'], { kind: 'sweep', base: bad, vary: 'rate', values: [], repeats: 1 }).ok
  ).toBe(false)
  expect(checkInput(calls.exportRuns, { ids: bad }).ok).toBe(false)
  // Twice a list is counted through, once each; its entries are not looked at again.
  expect(reads).toBe(20_000)
})

test('what was received is cut in the refusal, however long it is and wherever it stands', () => {
  const long = 'x'.repeat(10_000_000)
  const notebook = { version: 1, done: { [long]: 1 }, current: {}, shown: {}, answers: {}, drafts: {} }
  const inputs = [
    checkInput(calls.openRun, { id: long }),
    checkInput(calls.clear, { task: long }),
    checkInput(calls.clear, { task: 'task1', [long]: 1 }),
    checkInput(calls.saveFile, { suggestedName: long, bytes: new Uint8Array(1) }),
    checkInput(calls.keepNotebook, notebook as never)
  ]
  for (const refused of inputs) {
    if (refused.ok) throw new Error('it was let through')
    expect(refused.fault.message.length).toBeLessThan(500)
  }
})

test('every call refuses a list of millions', () => {
  const millions = new Array(2_000_000).fill('x')
  for (const name of callNames) expect(checkInput(calls[name], { ids: millions }).ok, name).toBe(false)
})

test('a text is cut with a mark', () => {
  expect(cut('abcdef', 3)).toBe('abc…')
  expect(cut('abc', 3)).toBe('abc')
})
