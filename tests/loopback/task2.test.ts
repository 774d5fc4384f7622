import { expect, it } from 'vitest'
import { freePort, startLab } from './support'

it('tells two servers apart by source address', async () => {
  const { lab, heard } = startLab()
  await lab.tasks.task2.startServer({ server: 1, port: await freePort(), delayMs: 0 })
  await lab.tasks.task2.startServer({ server: 2, port: await freePort(), delayMs: 0 })
  const sent = await lab.tasks.task2.sendToBoth({ byArrival: false, waitMs: 2000 })
  expect(sent).toEqual({ ok: true, value: { answered: 2 } })
  expect(heard.lines('client').sort()).toEqual([
    'Message from server 1: Hello UDP Client(from server 1)',
    'Message from server 2: Hello UDP Client(from server 2)'
  ])
  expect(heard.lines('server-1')[0]).toBe('UDP server 1 up and listening')
  expect(heard.lines('server-2')[0]).toBe('UDP server 2 up and listening')
})

it('shows the trap: named by arrival, a slow server 1 is taken for server 2', async () => {
  const { lab, heard } = startLab()
  await lab.tasks.task2.startServer({ server: 1, port: await freePort(), delayMs: 80 })
  await lab.tasks.task2.startServer({ server: 2, port: await freePort(), delayMs: 0 })
  await lab.tasks.task2.sendToBoth({ byArrival: true, waitMs: 2000 })
  expect(heard.lines('client')).toEqual([
    'Message from server 1: Hello UDP Client(from server 2)',
    'Message from server 2: Hello UDP Client(from server 1)'
  ])
})

it('hears one answer and then silence when one server is off', async () => {
  const { lab, heard } = startLab()
  await lab.tasks.task2.startServer({ server: 2, port: await freePort(), delayMs: 0 })
  const sent = await lab.tasks.task2.sendToBoth({ byArrival: false, waitMs: 100 })
  expect(sent).toEqual({ ok: true, value: { answered: 1 } })
  expect(heard.lines('client')[0]).toBe('Message from server 2: Hello UDP Client(from server 2)')
  expect(heard.lines('client')[1]).toContain('no answer within 100 ms')
})
