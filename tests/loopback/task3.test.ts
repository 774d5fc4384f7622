import { expect, it } from 'vitest'
import { EventKind } from '../../src/shared/events/batch'
import { trialNames, type TrialName } from '../../src/tasks/connect/model/trials'
import { engine, freePort, startLab } from './support'

const address = '127.0.0.1'

it('exchanges the same with and without connect()', async () => {
  const { lab, heard } = startLab()
  await lab.tasks.task3.startServer({ address, port: await freePort() })
  for (const connected of [true, false]) {
    expect(await lab.tasks.task3.exchange({ connected, waitMs: 2000 })).toEqual({
      ok: true,
      value: { answered: 1, refused: false }
    })
  }
  expect(heard.lines('client').at(-1)).toBe('Message from server: Hello UDP Client')
  expect(heard.lines('unconnected')).toEqual(['Message from server: Hello UDP Client'])
  await heard.until(() => heard.lines('server').length === 5)
  expect(heard.lines('server').filter((line) => line.startsWith('message'))).toEqual(
    Array(2).fill("message from client: b'Helllo UDP Server'")
  )
})

/** What Linux does; elsewhere a system may refuse the second address (EISCONN), and node:dgram never asks it. */
const expected: Record<TrialName, { connected: string; unconnected: string }> = {
  stranger: { connected: 'filtered', unconnected: 'delivered' },
  'dead-port': { connected: 'refused', unconnected: 'silence' },
  'second-address': { connected: engine === 'system' ? 'delivered' : 'not-sent', unconnected: 'delivered' },
  'connect-only': { connected: 'nothing-sent', unconnected: 'nothing-sent' },
  'queued-before': { connected: 'delivered', unconnected: 'delivered' },
  disconnect: { connected: 'delivered', unconnected: 'delivered' }
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

it('names who refused a second address, or says that it was delivered', async () => {
  const { lab } = startLab()
  await lab.tasks.task3.startServer({ address, port: await freePort() })
  const trial = await lab.tasks.task3.trial({ trial: 'second-address', connected: true })
  const finding = trial.ok ? trial.value.finding : trial.fault.message
  if (engine === 'system') expect(finding).toContain('this system delivered the datagram there')
  else {
    expect(finding).toContain('node:dgram refused')
    expect(finding).toContain('ERR_SOCKET_DGRAM_IS_CONNECTED')
    expect(finding).not.toContain('EISCONN')
  }
})

it('speaks of the ICMP error behind the silence only where it was seen', async () => {
  const { lab } = startLab()
  const trial = await lab.tasks.task3.trial({ trial: 'dead-port', connected: false })
  const finding = trial.ok ? trial.value.finding : trial.fault.message
  if (engine === 'system') {
    expect(finding).toContain('IP_RECVERR')
    expect(finding).toContain('"port unreachable" from 127.0.0.1')
  } else {
    expect(finding).toContain('node:dgram')
    expect(finding).not.toContain('ICMP')
  }
})

it('leaves the server untouched when a client only connects', async () => {
  const { lab, heard } = startLab()
  await lab.tasks.task3.startServer({ address, port: await freePort() })
  await lab.tasks.task3.trial({ trial: 'connect-only', connected: true })
  // Once it is closed all that it did has been told.
  await lab.tasks.task3.stopServers()
  expect(heard.events('Server').map(({ kind }) => kind)).toEqual([EventKind.listening, EventKind.closed])
})

it('delivers what waited before connect(), and nothing that a stranger sends after it', async () => {
  const { lab } = startLab()
  await lab.tasks.task3.startServer({ address, port: await freePort() })
  const trial = await lab.tasks.task3.trial({ trial: 'queued-before', connected: true })
  const finding = trial.ok ? trial.value.finding : trial.fault.message
  expect(finding).toContain('recv() returned the one that waited already. The later one was not delivered.')
})

it('hears strangers again once it is disconnected, on the port that it asked for', async () => {
  const { lab, heard } = startLab()
  await lab.tasks.task3.startServer({ address, port: await freePort() })
  const trial = await lab.tasks.task3.trial({ trial: 'disconnect', connected: true })
  const finding = trial.ok ? trial.value.finding : trial.fault.message
  expect(finding).toContain('disconnected again (connect() to AF_UNSPEC)')
  expect(finding).toContain('recvfrom() returned the datagram')
  const kinds = heard.events('Connected 1').map(({ kind }) => kind)
  expect(kinds).toContain(EventKind.disconnected)
  expect(kinds.at(-1)).toBe(EventKind.closed)
})
