import { expect, it } from 'vitest'
import { type EngineCheck, engineChecks, whyOfChecks } from './engine-check'
import type { ThisMachine } from './this-machine'
import { countingText, machineSections } from './words'

const holding: EngineCheck[] = Object.keys(engineChecks).map((id) => ({
  id: id as EngineCheck['id'],
  ok: true,
  why: null
}))
const queue = { payloadBytes: 5, grantedBytes: 65_536, holds: 13_107, chargeBytes: null, filled: true }

/** A system that tells nothing beyond what its sockets do. */
const elsewhere: ThisMachine = {
  platform: 'win32',
  system: 'Windows_NT',
  kernel: '10.0.26100',
  processor: '',
  processorCount: 8,
  architecture: 'x64',
  versions: { node: '24.15.0', electron: '45.4.1' },
  receiveBuffer: { maximumBytes: null, defaultBytes: null },
  capacity: { queues: [{ ...queue, requestedBytes: null }], rule: null },
  counting: [1, 100, 400, 1000].map((payloadBytes) => ({
    payloadBytes,
    requestedBytes: 15_000,
    grantedBytes: 15_000,
    holds: 15_000 / payloadBytes - (15_000 % payloadBytes) / payloadBytes,
    chargeBytes: null
  })),
  clock: {
    stepNs: 100,
    sleep: { by: 'Atomics.wait', askedMs: 1, count: 50, medianLateMs: 14.6, worstLateMs: 15.9 }
  },
  engines: [
    { name: 'system', works: false, why: 'the layouts of its calls are not known', checks: [], usual: false },
    { name: 'node', works: true, why: null, checks: holding, usual: true }
  ],
  interpreters: [
    { name: 'Python', command: 'py', path: 'C:\\Windows\\py.exe', version: '3.13.1' },
    { name: 'C compiler', command: null, path: null, version: null }
  ]
}

const texts = (machine: ThisMachine): string[] =>
  machineSections(machine).flatMap(({ title, rows }) =>
    rows.map(({ label, text }) => `${title}/${label}: ${text}`)
  )

it('says what a system does not tell, and what was measured all the same', () => {
  const said = texts(elsewhere)
  expect(said).toContain('Receive buffers/Most for SO_RCVBUF: this system does not tell')
  expect(said).toContain('Receive buffers/Charged for each: not told')
  expect(said).toContain(
    'Receive buffers/Default buffer: holds 13,107 datagrams of 5 bytes, 65,536 bytes granted (one was filled)'
  )
  expect(said).toContain('Interpreters/C compiler: not found in PATH')
  expect(said).toContain('Interpreters/Python: 3.13.1 (py: C:\\Windows\\py.exe)')
  expect(said.join()).not.toMatch(/null|undefined|NaN/)
  expect(countingText(elsewhere).meaning).toMatch(/took its payload of the buffer and nothing else/)
})

it('says what failed at an engine, and marks it', () => {
  const checks = holding.map((check) =>
    check.id === 'cut' ? { ...check, ok: false, why: '200 of 200 bytes came, not 64' } : check
  )
  const why = whyOfChecks(checks)
  expect(why).toBe(`its self-test failed at “${engineChecks.cut}” (200 of 200 bytes came, not 64)`)
  const engines = [{ name: 'system' as const, works: false, why, checks, usual: true }]
  const section = machineSections({ ...elsewhere, engines }).find(
    ({ title }) => title === 'Engine System calls'
  )
  expect(section?.rows.filter(({ bad }) => bad).map(({ text }) => text)).toEqual([
    `does not work here: ${why}.`,
    `${engineChecks.cut}: no, 200 of 200 bytes came, not 64`
  ])
})

it('does not say that a check holds which the system leaves open', () => {
  const checks = holding.map((check) =>
    check.id === 'dead-port' ? { ...check, why: 'no error came' } : check
  )
  expect(whyOfChecks(checks)).toBeNull()
  const engines = [{ name: 'node' as const, works: true, why: null, checks, usual: true }]
  expect(texts({ ...elsewhere, engines })).toContainEqual(
    expect.stringMatching(/^Engine node:dgram\/open: .*ECONNREFUSED\): not here \(no error came\)$/)
  )
})

it('says so where nothing could be measured', () => {
  const said = texts({
    ...elsewhere,
    capacity: null,
    counting: [],
    clock: { ...elsewhere.clock, stepNs: null }
  })
  expect(said).toContain('Receive buffers/Capacity: could not be measured')
  expect(countingText({ ...elsewhere, counting: [] }).filled).toBe('No receive buffer could be filled.')
})
