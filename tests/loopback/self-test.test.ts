/** Each engine proves itself, and one that lies is found out: real calls of the system, one of them replaced by a lie. */
import { expect, it } from 'vitest'
import { DgramSocket } from '../../src/lab/net/dgram-socket'
import { proveEngine, whyNotEngine } from '../../src/lab/net/engine'
import { EngineProofs } from '../../src/lab/net/engine-proofs'
import { selfTest } from '../../src/lab/net/self-test/self-test'
import { messageFlag, socketOption } from '../../src/lab/net/system/constants'
import { type SystemCalls, systemCalls } from '../../src/lab/net/system/calls'
import { SystemSocket } from '../../src/lab/net/system/system-socket'
import type { SendCallback, UdpSocketEvents } from '../../src/lab/net/udp-socket'
import { type EngineCheckId, engineChecks } from '../../src/shared/machine/engine-check'
import { cleanUp, engine } from './support'

const makeDgram = (events: UdpSocketEvents): DgramSocket => new DgramSocket(events)
const needs = { bell: -1, hold: () => undefined, release: () => true }

it('the engine under test holds all that it is tried at', async () => {
  const { checks, works, why } = await proveEngine(engine)
  expect(checks.filter(({ ok }) => !ok)).toEqual([])
  expect(checks.map(({ id }) => id)).toEqual(Object.keys(engineChecks))
  expect({ works, why }).toEqual({ works: true, why: null })
  expect(whyNotEngine(engine)).toBeNull()
})

it('node:dgram holds its checks without another engine beside it', async () => {
  const checks = await selfTest(makeDgram, null)
  expect(checks.filter(({ ok }) => !ok)).toEqual([])
})

it('is tried once in a process', () => {
  expect(proveEngine(engine)).toBe(proveEngine(engine))
})

const loaded = systemCalls()
const real = loaded.ok ? loaded.calls : null

/** Each lie, the check that finds it, and what is said. */
const lies: Record<string, [lie: (calls: SystemCalls) => Partial<SystemCalls>, EngineCheckId, RegExp]> = {
  'says that it sent': [
    () => ({ sendmmsg: (_socket, _headers, count) => count }),
    'exchange',
    /nothing arrived/
  ],
  'keeps the full length to itself': [
    (calls) => ({
      recvmmsg: (socket, headers, count, flags, timeout) =>
        calls.recvmmsg(socket, headers, count, flags & ~messageFlag.truncate, timeout)
    }),
    'cut',
    /told as 64 bytes, not 200/
  ],
  'names another error': [
    (calls) => ({
      errno: () => {
        const name = calls.errno()
        return name === 'ECONNREFUSED' ? 'EPERM' : name
      }
    }),
    'dead-port',
    /EPERM came instead of ECONNREFUSED/
  ],
  'calls an empty queue an error': [
    (calls) => ({
      errno: () => {
        const name = calls.errno()
        return name === 'EAGAIN' ? 'EWOULDBLOCK' : name
      }
    }),
    'exchange',
    /reading reports EWOULDBLOCK/
  ],
  'swallows the error': [
    (calls) => ({
      errno: () => {
        const name = calls.errno()
        return name === 'ECONNREFUSED' ? 'EAGAIN' : name
      }
    }),
    'dead-port',
    /no error came/
  ],
  'sets no buffer': [
    (calls) => ({
      setsockopt: (socket, level, name, value, size) =>
        name === socketOption.receiveBuffer ? 0 : calls.setsockopt(socket, level, name, value, size)
    }),
    'buffer',
    /for 1024 and 4096 bytes it reads/
  ],
  'closes nothing': [
    (calls) => ({
      close: (socket) => {
        cleanUp(() => calls.close(socket))
        return 0
      }
    }),
    'close',
    /is in use/
  ],
  throws: [
    () => ({
      sendmmsg: () => {
        throw new TypeError('Unexpected argument')
      }
    }),
    'exchange',
    /./
  ]
}

it.runIf(real)('takes a time of sending that lies in the future for what it is', async () => {
  class Hasty extends SystemSocket {
    override send(...[payload, to, sent]: Parameters<SystemSocket['send']>): void {
      const late: SendCallback = (error, handedMs) => sent(error, handedMs + 1000)
      super.send(payload, to, late)
    }
  }
  const checks = await selfTest((events) => new Hasty(real!, events, needs), makeDgram)
  expect(checks.filter(({ ok }) => !ok)).toMatchObject([
    { id: 'order', why: 'datagram 1 was read before it was sent' }
  ])
})

it.runIf(real).each(Object.entries(lies))(
  'an engine that %s gives way to node:dgram',
  async (_name, [lie, id, said]) => {
    const calls = { ...real!, ...lie(real!) }
    const proofs = new EngineProofs((name) =>
      name === 'node'
        ? { ok: true, make: makeDgram }
        : { ok: true, make: (events) => new SystemSocket(calls, events, needs) }
    )
    expect(proofs.usable('system')).toBe('system')
    expect(await proofs.proven('system')).toBe('node')
    const { checks } = await proofs.prove('system')
    const failed = checks.find(({ ok }) => !ok)
    expect(failed).toMatchObject({ id })
    expect(failed!.why).toMatch(said)
    // One line, which names the check.
    expect(proofs.whyNot('system')).toBe(`its self-test failed at “${engineChecks[id]}” (${failed!.why})`)
    expect(proofs.whyNot('system')).not.toContain('\n')
    expect(await proofs.proven('node')).toBe('node')
  }
)

it.runIf(real)(
  'what both engines fail at alike is no fault of the engine: the wanted one stays',
  async () => {
    const [lie] = Object.values(lies)[0]!
    const calls = { ...real!, ...lie(real!) }
    const proofs = new EngineProofs(() => ({
      ok: true,
      make: (events) => new SystemSocket(calls, events, needs)
    }))
    expect(await proofs.proven('system')).toBe('system')
    expect((await proofs.prove('system')).works).toBe(false)
    expect(proofs.whyNot('system')).toBeNull()
  }
)
