import { expect, it } from 'vitest'
import type { EventBatch } from '#shared/events/batch'
import { failure, success } from '#shared/fault'
import type { SessionHead } from '#shared/events/session'
import { Joining } from './join-session'
import type { Lab } from './lab'

const batch = (first: number): EventBatch => ({ sessionId: 'task1-1', first }) as EventBatch
const head = (next: number | null) => ({ sessionId: 'task1-1', next }) as SessionHead

/** A lab whose pieces come when the test says so. */
function pieces() {
  const asked: { from: number; answer: (value: unknown) => void }[] = []
  const call = (_name: string, { from }: { from: number }) =>
    new Promise((answer) => asked.push({ from, answer }))
  return { asked, joining: new Joining({ call } as unknown as Lab) }
}

const turn = () => new Promise((resolve) => setImmediate(resolve))

it('asks nothing more where the head had all', async () => {
  const { asked, joining } = pieces()
  expect(await joining.join(head(null), () => true)).toEqual(success(undefined))
  expect(asked).toEqual([])
  expect(joining.holds(batch(0))).toBe(false)
})

it('lets what comes meanwhile wait for the pieces before it', async () => {
  const { asked, joining } = pieces()
  const added: number[] = []
  const joined = joining.join(head(1), ({ first }) => (added.push(first), true))
  expect(joining.holds(batch(3))).toBe(true)
  expect(joining.holds({ ...batch(0), sessionId: 'task2-1' })).toBe(false)
  asked[0]!.answer(success({ batches: [batch(1)], next: 2 }))
  await turn()
  expect([asked[1]!.from, added]).toEqual([2, [1]])
  expect(joining.holds(batch(4))).toBe(true)
  asked[1]!.answer(success({ batches: [batch(2)], next: null }))
  expect((await joined).ok).toBe(true)
  expect(added).toEqual([1, 2, 3, 4])
  expect(joining.holds(batch(5))).toBe(false)
})

it('asks no more of a session that is shown no more', async () => {
  const { asked, joining } = pieces()
  const joined = joining.join(head(1), () => false)
  asked[0]!.answer(success({ batches: [batch(1)], next: 2 }))
  expect((await joined).ok).toBe(true)
  expect(asked).toHaveLength(1)
})

it('gives the fault of a piece that did not come', async () => {
  const { asked, joining } = pieces()
  const joined = joining.join(head(1), () => true)
  asked[0]!.answer(failure('lab/failed', 'The lab did not answer the window.'))
  expect(await joined).toMatchObject({ ok: false, fault: { code: 'lab/failed' } })
  expect(joining.holds(batch(2))).toBe(false)
})
