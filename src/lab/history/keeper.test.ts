import { expect, it } from 'vitest'
import { success } from '#shared/fault'
import { EventKind, type EventBatch } from '#shared/events/batch'
import { nothingBeyond } from '#shared/events/beyond'
import { noMotion } from '#shared/events/motion'
import { noSamples } from '#shared/events/queue-samples'
import type { SessionSnapshot } from '#shared/events/session'
import type { History } from './history'
import { Keeper } from './keeper'
import { machineFacts } from './machine'

const session: SessionSnapshot = {
  ...{ sessionId: 'task1-1', task: 'task1', startedAtMs: 0, startedAtEpochMs: 0 },
  endpoints: [
    {
      id: 1,
      name: 'Client 1',
      role: 'client',
      log: 'client',
      program: { id: 'message-client' },
      state: { phase: 'closed', local: null }
    }
  ],
  ...{ batches: [], beyond: [], run: { phase: 'idle' }, queues: noSamples, motion: noMotion }
}

/** What the history was asked after a client's run had ended in the session. */
async function endIn(now: SessionSnapshot) {
  const asked: string[] = []
  const history = {
    call: (name: string) => {
      if (name === 'notices') return Promise.resolve(success([]))
      asked.push(name)
      return Promise.resolve(success(undefined))
    }
  }
  const keeper = new Keeper(
    history as unknown as History,
    () => [now],
    () => machineFacts('0', 'node'),
    () => undefined,
    () => 'Task 1'
  )
  keeper.take({ type: 'endpoint', sessionId: now.sessionId, endpoint: now.endpoints[0]! })
  await keeper.finish()
  return { asked, notices: keeper.notices }
}

it('keeps a session that is whole', async () => {
  const { asked, notices } = await endIn(session)
  expect(asked).toEqual(['begin', 'keep'])
  expect(notices).toEqual([])
})

it('does not keep a session of which events were only counted, and says so', async () => {
  const counts = { byKind: nothingBeyond().byKind.with(EventKind.received, 12_345), sizeBytes: 0 }
  const { asked, notices } = await endIn({ ...session, beyond: [{ endpointId: 1, counts }] })
  expect(asked).toEqual(['begin', 'abandon'])
  expect(notices).toHaveLength(1)
  expect(notices[0]).toMatch(
    /^"Task 1, .*" is not kept in the history: 12,345 of its events were only counted\./
  )
})

it('says why a session with an address that has no form is not kept, and keeps one of IPv6', async () => {
  const six = { newPeers: [{ address: '::1', port: 7 }] } as EventBatch
  expect((await endIn({ ...session, batches: [six] })).asked).toEqual(['begin', 'keep'])
  const batch = { newPeers: [{ address: 'fe80::1%eth0', port: 7 }] } as EventBatch
  const { asked, notices } = await endIn({ ...session, batches: [batch] })
  expect(asked).toEqual(['begin', 'abandon'])
  expect(notices[0]).toContain('an address in it has a zone')
})

it('keeps a series of runs when it is over, and abandons one of which nothing was done', async () => {
  const asked: [string, unknown][] = []
  const history = {
    call: (name: string, input: unknown) => {
      if (name === 'notices') return Promise.resolve(success([]))
      asked.push([name, input])
      return Promise.resolve(success(undefined))
    }
  }
  const keeper = new Keeper(
    history as unknown as History,
    () => [],
    () => machineFacts('0', 'node'),
    () => undefined,
    () => 'Task 4'
  )
  const begin = () => keeper.series({ task: 'task4', what: 'sweep', startedAtEpochMs: 0 })
  const outcome = { kind: 'sweep', value: 7 }
  begin()({ startedAtMs: 1, durationMs: 2, end: 'cancelled', outcome })
  begin()(null)
  await keeper.finish()
  expect(asked.map(([name]) => name)).toEqual(['begin', 'begin', 'abandon', 'keep'])
  expect(asked[0]?.[1]).toMatchObject({
    task: 'task4',
    name: expect.stringMatching(/^Task 4 sweep, /) as string
  })
  expect(asked[3]?.[1]).toMatchObject({ end: 'cancelled', outcome, batches: [], endpoints: [] })
})
