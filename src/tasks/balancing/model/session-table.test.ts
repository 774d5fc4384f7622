import { expect, it } from 'vitest'
import { type SessionEnd, SessionTable } from './session-table'

function table(limits: { idleMs?: number; replies?: number | null; sessions?: number } = {}) {
  const ended: string[] = []
  const sessions = new SessionTable<null>(
    { idleMs: 100, replies: null, sessions: 3, ...limits },
    ({ key }, why: SessionEnd) => ended.push(`${key} ${why}`)
  )
  return { sessions, ended }
}

it('a session ends by idle time, and the next one is due after it', () => {
  const { sessions, ended } = table()
  sessions.begin('a', 0, null, 0)
  sessions.begin('b', 1, null, 60)
  expect(sessions.expire(99)).toBe(1)
  expect(sessions.expire(100)).toBe(60)
  expect(ended).toEqual(['a idle'])
  expect(sessions.expire(160)).toBeNull()
  expect(sessions.size).toBe(0)
})

it('a datagram in either direction keeps it', () => {
  const { sessions } = table()
  const session = sessions.begin('a', 0, null, 0)
  sessions.request(session, 90)
  sessions.reply(session, 180)
  expect(sessions.expire(279)).toBe(1)
  expect(sessions.get('a')).toMatchObject({ requests: 1, replies: 1 })
})

it('ends when as many replies came as were expected', () => {
  const { sessions, ended } = table({ replies: 2 })
  const session = sessions.begin('a', 0, null, 0)
  sessions.reply(session, 1)
  expect(ended).toEqual([])
  sessions.reply(session, 2)
  sessions.reply(session, 3)
  expect(ended).toEqual(['a replies'])
})

it('a full table ends the one that was idle longest', () => {
  const { sessions, ended } = table()
  const first = sessions.begin('a', 0, null, 0)
  for (const key of ['b', 'c']) sessions.begin(key, 0, null, 1)
  sessions.request(first, 2)
  sessions.begin('d', 0, null, 3)
  expect(ended).toEqual(['b evicted'])
  expect([...sessions.sessions].map(({ key }) => key)).toEqual(['c', 'a', 'd'])
})

it('ends those of a server that is down, and no others', () => {
  const { sessions, ended } = table()
  sessions.begin('a', 0, null, 0)
  sessions.begin('b', 1, null, 0)
  sessions.begin('c', 0, null, 0)
  expect(sessions.endOf(0)).toBe(2)
  expect(ended).toEqual(['a server-down', 'c server-down'])
  expect(sessions.get('b')).not.toBeNull()
})
