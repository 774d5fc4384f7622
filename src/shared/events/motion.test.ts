import { describe, expect, it } from 'vitest'
import { EventKind } from './batch'
import type { EndpointInfo } from './endpoint'
import { EventStore } from './event-store'
import { LogLines } from './log-lines'
import { callName, lineKey, nextHeld, noMotion, type Whereabouts, type Position } from './motion'
import { oneServer } from '#tasks/one-server/index'

const position = (endpointId: number, place: Whereabouts, sinceMs: number): Position => ({
  ...{ endpointId, place, sinceMs, printedTo: 0, queueBytes: null }
})
const held = (stop: number): Whereabouts => ({ phase: 'held', call: 'send', index: 0, stop })

it('a step without a name is for whoever has been held longest', () => {
  const positions = [
    position(1, { phase: 'waiting' }, 1),
    position(2, held(4), 7),
    position(3, held(2), 5),
    position(4, { phase: 'running' }, 2)
  ]
  expect(nextHeld({ on: true, positions })?.endpointId).toBe(3)
  expect(nextHeld(noMotion)).toBeNull()
})

it('names a call as the program writes it', () => {
  expect(callName('open', 'server', false)).toBe('bind()')
  expect(callName('open', 'client', true)).toBe('socket()')
  expect(callName('send', 'client', true)).toBe('send()')
  expect(callName('receive', 'server', false)).toBe('recvfrom()')
})

describe('a log', () => {
  const endpoint: EndpointInfo = {
    ...{ id: 1, name: 'Server', role: 'server', log: 'server', program: { id: 'message-server' } },
    state: { phase: 'opening' }
  }
  const peer = { address: '127.0.0.1', port: 5000 }
  const batch = {
    ...{ sessionId: 'task1-1', endpointId: 1, first: 0, count: 2, baseMs: 0, offsetUs: 0 },
    ...{ kind: { base: 0, above: Uint8Array.of(EventKind.listening, EventKind.received) } },
    ...{ peer: { base: 0, above: Uint8Array.of(0, 1) }, value: { base: 0, above: Uint8Array.of(0, 1) } },
    ...{ sizeBytes: 2, newPeers: [peer], newPayloads: [new TextEncoder().encode('hi')] }
  }

  it('shows no line that slow motion keeps the program from printing', () => {
    const store = new EventStore()
    const lines = new LogLines(oneServer.programs)
    store.add(batch)
    lines.add(endpoint, store, batch, lineKey(1, 0))
    expect(lines.text()).toBe('UDP server up and listening\n')
    expect(lines.print(() => lineKey(1, 0))).toBe(false)
    expect(lines.print(() => lineKey(1, 1))).toBe(true)
    expect(lines.text(1)).toBe('message from client: hi\n')
    expect(lines.print(() => Number.POSITIVE_INFINITY)).toBe(true)
    expect(lines.text(2)).toBe("client IP address: ('127.0.0.1', 5000)\n")
  })

  it('shows the same lines without slow motion', () => {
    const store = new EventStore()
    const lines = new LogLines(oneServer.programs)
    store.add(batch)
    lines.add(endpoint, store, batch)
    expect(lines.count).toBe(3)
  })
})

it('a log knows its last line up to a moment', () => {
  const endpoint: EndpointInfo = {
    ...{ id: 1, name: 'Client', role: 'client', log: 'client', program: { id: 'message-client' } },
    state: { phase: 'opening' }
  }
  const store = new EventStore()
  const batch = {
    ...{ sessionId: 'task1-1', endpointId: 1, first: 0, count: 3, baseMs: 100, peer: 1, value: 1 },
    offsetUs: { base: 0, above: Uint16Array.of(0, 2000, 5000) },
    ...{ kind: EventKind.received, sizeBytes: 2, newPayloads: [new TextEncoder().encode('hi')] },
    newPeers: [{ address: '127.0.0.1', port: 5000 }]
  }
  store.add(batch)
  const lines = new LogLines(oneServer.programs)
  lines.add(endpoint, store, batch)
  expect([99, 100, 101.9, 102, 104, 900].map((timeMs) => lines.lastAt(timeMs))).toEqual([-1, 0, 0, 1, 1, 2])
})
