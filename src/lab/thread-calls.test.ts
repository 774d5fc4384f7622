import { expect, test } from 'vitest'
import { ThreadCalls, type ThreadRequest } from './thread-calls'

interface Commands {
  double: { input: number; output: number }
  spell: { input: string; output: string[] }
}

function threadOf() {
  const calls = new ThreadCalls<Commands, 'dead'>()
  const asked: ThreadRequest<Commands>[] = []
  const post = (request: ThreadRequest<Commands>): void => void asked.push(request)
  return { calls, asked, post }
}

test('each call gets its own answer, in whatever order they come', async () => {
  const { calls, asked, post } = threadOf()
  const four = calls.call('double', 2, post)
  const letters = calls.call('spell', 'ab', post)
  expect(asked).toEqual([
    { id: 1, name: 'double', input: 2 },
    { id: 2, name: 'spell', input: 'ab' }
  ])
  expect(calls.idle).toBe(false)
  calls.answer({ id: 2, output: ['a', 'b'] })
  calls.answer({ id: 1, output: 4 })
  expect(await Promise.all([four, letters])).toEqual([4, ['a', 'b']])
  expect(calls.idle).toBe(true)
})

test('a death answers all that wait; what the dead thread said is dropped, and later calls wait anew', async () => {
  const { calls, post } = threadOf()
  const waiting = [calls.call('double', 1, post), calls.call('double', 2, post)]
  calls.end('dead')
  expect(await Promise.all(waiting)).toEqual(['dead', 'dead'])
  expect(calls.idle).toBe(true)
  const next = calls.call('double', 3, post)
  calls.answer({ id: 1, output: 2 })
  calls.answer({ id: 3, output: 6 })
  expect(await next).toBe(6)
})

test('what cannot be sent is the fault of who asked', async () => {
  const { calls } = threadOf()
  const refuse = (): never => {
    throw new TypeError('no clone')
  }
  await expect(calls.call('double', 1, refuse)).rejects.toThrow('no clone')
  expect(calls.idle).toBe(true)
})
