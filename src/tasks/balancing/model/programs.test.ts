import { expect, it } from 'vitest'
import { EventKind, type EventKindCode } from '#shared/events/batch'
import { encodeText } from '#shared/events/payload'
import { lineCount, lineOf } from '#shared/events/program-lines'
import { balancingPrograms } from './programs'

function said(kind: EventKindCode, number: number): string {
  const peer = { address: '127.0.0.1', port: 50_001 }
  const event = { kind, timeMs: 0, peer, payload: encodeText(String(number)), sizeBytes: 1, truncated: false }
  expect(lineCount(balancingPrograms, { id: 'balancer' }, kind)).toBe(1)
  return lineOf(balancingPrograms, { id: 'balancer' }, event, 0, 0).text
}

it('the balancer says what happened in words of its own', () => {
  expect(said(EventKind.connected, 0)).toBe(
    'new session: a socket of its own is connected to 127.0.0.1:50001'
  )
  expect(said(EventKind.disconnected, 3)).toBe(
    'session of 127.0.0.1:50001 ended: the table was full, and it was idle longest'
  )
  expect(said(EventKind.timedOut, 500)).toBe('127.0.0.1:50001 was silent for 500 ms with a request open')
  expect(said(EventKind.unanswered, 17)).toBe(
    '17 of 127.0.0.1:50001 not forwarded: no server is up, or too many wait for one'
  )
  expect(said(EventKind.refused, 0)).toMatch(/^ECONNREFUSED from 127\.0\.0\.1:50001/)
})

it('a client that gave up is told by its number, which is no time', () => {
  const event = {
    kind: EventKind.timedOut,
    timeMs: 0,
    peer: { address: '127.0.0.1', port: 20_001 },
    payload: encodeText('3072'),
    sizeBytes: 0,
    truncated: false
  }
  expect(lineOf(balancingPrograms, { id: 'crowd' }, event, 0, 0).text).toBe(
    '3072 was not answered in time: its client sends the next'
  )
})
