import { expect, test } from 'vitest'
import { OneAtATime } from './one-at-a-time'

const busy = { ok: false, fault: { code: 'lab/busy', message: 'It is open.', advice: 'Wait.' } }

test('forty at once: one is done, the others are refused in words, and the next is done again', async () => {
  const turn = new OneAtATime('It is open.', 'Wait.')
  let answer: (value: string) => void = () => undefined
  let opened = 0
  const open = (): Promise<string> => {
    opened += 1
    return new Promise((resolve) => (answer = resolve))
  }
  const asked = Array.from({ length: 40 }, () => turn.take(open))
  answer('first')
  const answers = await Promise.all(asked)
  expect(opened).toBe(1)
  expect(answers[0]).toEqual({ ok: true, value: 'first' })
  expect(answers.slice(1)).toEqual(Array.from({ length: 39 }, () => busy))
  const next = turn.take(open)
  answer('next')
  expect(await next).toEqual({ ok: true, value: 'next' })
})

test('work that fails gives its turn back', async () => {
  const turn = new OneAtATime('It is open.', 'Wait.')
  await expect(turn.take(() => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(await turn.take(() => Promise.resolve(1))).toEqual({ ok: true, value: 1 })
})

test('it rests after its work', async () => {
  let nowMs = 0
  const turn = new OneAtATime('It is open.', 'Wait.', 2000, () => nowMs)
  const work = (): Promise<number> => Promise.resolve(nowMs)
  expect(await turn.take(work)).toEqual({ ok: true, value: 0 })
  nowMs = 1999
  expect(await turn.take(work)).toEqual(busy)
  nowMs = 2000
  expect(await turn.take(work)).toEqual({ ok: true, value: 2000 })
})
