import { expect, it } from 'vitest'
import { EventKind } from '../../src/shared/events/batch'
import { trialNames, type TrialName } from '../../src/tasks/connect/model/trials'
import { freePort, startLab } from './support'

const address = '127.0.0.1'

it('exchanges the same with and without connect()', async () => {
  const { lab, heard } = startLab()
  await lab.tasks.task3.startServer({ address, port: await freePort() })
  for (const connected of [true, false]) {
    expect(await lab.tasks.task3.exchange({ connected, waitMs: 2000 })).toEqual({
      ok: true,
      value: { answered: 1 }
    })
  }
  expect(heard.lines('client').at(-1)).toBe('Message from server: Hello UDP Client')
  expect(heard.lines('unconnected')).toEqual(['Message from server: Hello UDP Client'])
  await heard.until(() => heard.lines('server').length === 5)
  expect(heard.lines('server').filter((line) => line.startsWith('message'))).toEqual(
    Array(2).fill("message from client: b'Helllo UDP Server'")
  )
})

const expected: Record<TrialName, { connected: string; unconnected: string }> = {
  stranger: { connected: 'filtered', unconnected: 'delivered' },
  'dead-port': { connected: 'refused', unconnected: 'silence' },
  'second-address': { connected: 'not-sent', unconnected: 'delivered' },
  'connect-only': { connected: 'nothing-sent', unconnected: 'nothing-sent' }
}

it.each(trialNames)('proves the difference on real sockets: %s', async (trial) => {
  const { lab } = startLab()
  await lab.tasks.task3.startServer({ address, port: await freePort() })
  const connected = await lab.tasks.task3.trial({ trial, connected: true })
  const unconnected = await lab.tasks.task3.trial({ trial, connected: false })
  const verdicts = [connected, unconnected].map((result) => (result.ok ? result.value.verdict : result.fault))
  // Only Linux promises that the ICMP error reaches the connected socket in time.
  if (process.platform !== 'linux' && trial === 'dead-port') expect(verdicts[1]).toBe('silence')
  else expect(verdicts).toEqual([expected[trial].connected, expected[trial].unconnected])
})

it('leaves the server untouched when a client only connects', async () => {
  const { lab, heard } = startLab()
  await lab.tasks.task3.startServer({ address, port: await freePort() })
  await lab.tasks.task3.trial({ trial: 'connect-only', connected: true })
  // Once it is closed all that it did has been told.
  await lab.tasks.task3.stopServers()
  expect(heard.events('Server').map(({ kind }) => kind)).toEqual([EventKind.listening, EventKind.closed])
})
