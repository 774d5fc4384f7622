import { expect, it, onTestFinished } from 'vitest'
import { boundSocket, stall } from '../late-thread.fixture'
import { untilSilent } from './silence'

it('a thread that was kept from running reads what came meanwhile before it calls that silence', async () => {
  const receiver = await boundSocket()
  const sender = await boundSocket()
  let heard = 0
  receiver.on('message', () => (heard += 1))
  const silence = untilSilent(() => heard, 30, 100)
  sender.send('1', receiver.address().port, '127.0.0.1')
  stall(60)
  await silence
  expect(heard).toBe(1)
})

it('ends when as many came as can have waited, however many follow', async () => {
  let heard = 0
  const timer = setInterval(() => (heard += 1), 1)
  onTestFinished(() => clearInterval(timer))
  await untilSilent(() => heard, 200, 3)
  expect(heard).toBeGreaterThanOrEqual(3)
})
