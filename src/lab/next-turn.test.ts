import { expect, it, vi } from 'vitest'
import { boundSocket, stall } from './late-thread.fixture'
import { atDeadline } from './next-turn'

it('a thread that runs late reads what came in time before its deadline is over', async () => {
  const receiver = await boundSocket()
  const sender = await boundSocket()
  const over = vi.fn()
  const takeBack = atDeadline(30, over)
  const came = new Promise((resolve) => receiver.once('message', resolve))
  receiver.once('message', takeBack)
  sender.send('1', receiver.address().port, '127.0.0.1')
  stall(60)
  await came
  expect(over).not.toHaveBeenCalled()
})

it('is over when nothing came', async () => {
  await expect(new Promise<string>((resolve) => atDeadline(5, () => resolve('over')))).resolves.toBe('over')
})

it('can be taken back while the sockets have their turn', async () => {
  const over = vi.fn()
  const takeBack = atDeadline(1, over)
  const later = new Promise((resolve) => setTimeout(resolve, 1))
  // Both are due before the loop turns: their sockets have their turn after both, however late the thread is.
  stall(5)
  await later
  takeBack()
  await new Promise((resolve) => setImmediate(() => setImmediate(resolve)))
  expect(over).not.toHaveBeenCalled()
})
