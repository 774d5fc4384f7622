/** `lab doctor`, and what it finds where a system tells less or an engine lies. */
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { release, tmpdir } from 'node:os'
import path from 'node:path'
import { expect, it } from 'vitest'
import { describeMachine } from '../../src/lab/machine/this-machine'
import { machineSections } from '../../src/shared/machine/words'
import { engineChecks } from '../../src/shared/machine/engine-check'
import type { ThisMachine } from '../../src/shared/machine/this-machine'
import { cleanUp, engine, projectFolder, runCli, runJson } from './support'

const onLinux = process.platform === 'linux'

it('says in a document what this machine is and what works on it', async () => {
  const { code, document } = await runJson('doctor')
  expect(code).toBe(0)
  const machine = document as ThisMachine
  expect(machine).toMatchObject({ platform: process.platform, kernel: release() })
  expect(machine.engines.map(({ name }) => name)).toEqual(['system', 'node'])
  for (const { checks, works } of machine.engines.filter(({ name }) => onLinux || name === 'node')) {
    expect(works, JSON.stringify(checks)).toBe(true)
    expect(checks.map(({ id }) => id)).toEqual(Object.keys(engineChecks))
  }
  const { capacity, counting, clock, interpreters, receiveBuffer } = machine
  expect(capacity?.queues.map(({ requestedBytes }) => requestedBytes)).toEqual([null, 200_000])
  for (const { holds } of capacity?.queues ?? []) expect(holds).toBeGreaterThan(0)
  expect(counting.map(({ payloadBytes }) => payloadBytes)).toEqual([1, 100, 400, 1000])
  // Whatever a system counts, a longer payload never takes less.
  const held = counting.map(({ holds }) => holds ?? 0)
  expect(held).toEqual(held.toSorted((one, other) => other - one))
  expect(clock.sleep).toMatchObject({ by: 'Atomics.wait', askedMs: 1, count: 50 })
  expect(clock.sleep.worstLateMs).toBeGreaterThanOrEqual(clock.sleep.medianLateMs)
  expect(interpreters.find(({ name }) => name === 'Node')?.version).toMatch(/^\d+\.\d+/)
  if (onLinux) {
    expect(receiveBuffer.maximumBytes).toBeGreaterThan(0)
    expect(capacity?.queues[0]?.grantedBytes).toBe(receiveBuffer.defaultBytes)
  }
})

it('says the same to people, in lines', async () => {
  const { code, stdout } = await runCli('doctor')
  expect(code).toBe(0)
  for (const title of ['System', 'Receive buffers', 'Clock', 'Engine node:dgram', 'Interpreters']) {
    expect(stdout).toMatch(new RegExp(`^${title}$`, 'm'))
  }
  expect(stdout).toMatch(/^How does your system count\?$/m)
  expect(stdout.split('\n').map((line) => line.trim().split(/ {2,}/))).toContainEqual(['Kernel', release()])
  expect(stdout).not.toMatch(/null|undefined|NaN/)
})

it('measures without what Linux tells, on a system that is another one', async () => {
  const machine = await describeMachine('elsewhere')
  expect(machine.receiveBuffer).toEqual({ maximumBytes: null, defaultBytes: null })
  expect(machine.capacity?.rule).toBeNull()
  for (const { chargeBytes, holds } of [...(machine.capacity?.queues ?? []), ...machine.counting]) {
    expect(chargeBytes).toBeNull()
    expect(holds).toBeGreaterThan(0)
  }
  const here = await describeMachine(process.platform)
  expect(machine.counting.map(({ holds }) => holds)).toEqual(here.counting.map(({ holds }) => holds))
  const told = machineSections(machine).flatMap(({ rows }) => rows.map(({ text }) => text))
  expect(told).toContain('this system does not tell')
})

/** The built lab with an FFI of its own beside it: the real one, with one of the system's calls replaced by a lie. */
function labWith(
  lie: string
): (...words: string[]) => { status: number | null; stdout: string; stderr: string } {
  const folder = mkdtempSync(path.join(tmpdir(), 'udp-lab-liar-'))
  cleanUp(() => rmSync(folder, { recursive: true, force: true }))
  cpSync(path.join(projectFolder, 'out/lab'), folder, { recursive: true })
  mkdirSync(path.join(folder, 'node_modules/koffi'), { recursive: true })
  writeFileSync(path.join(folder, 'package.json'), '{"type":"module"}')
  writeFileSync(
    path.join(folder, 'node_modules/koffi/index.cjs'),
    `const koffi = require(${JSON.stringify(path.join(projectFolder, 'node_modules/koffi'))})
     const lies = (call, name) => { ${lie}; return call }
     module.exports = { ...koffi, load: (file) => {
       const library = koffi.load(file)
       return { func: (name, ...more) => lies(library.func(name, ...more), name) }
     } }`
  )
  writeFileSync(path.join(folder, 'node_modules/koffi/package.json'), '{"main":"index.cjs"}')
  writeFileSync(
    path.join(folder, 'start.js'),
    `import { main } from './cli.js'; process.exit(await main(process.argv.slice(2), ${JSON.stringify(path.join(folder, 'worker.js'))}))`
  )
  return (...words) =>
    spawnSync('node', ['start.js', ...words], { cwd: folder, encoding: 'utf8', timeout: 20_000 })
}

/** Without MSG_TRUNC the full length of a datagram that is cut is not told. */
const keepsLengths = `if (name === 'recvmmsg') return (socket, headers, count, flags, timeout) => call(socket, headers, count, flags & ~0x20, timeout)`

it.runIf(engine === 'system')(
  'runs on node:dgram where the usual engine lies, and one line says at what',
  () => {
    const lab = labWith(keepsLengths)
    const fallen = lab('task4', '--count', '8', '--json')
    expect(fallen.status, fallen.stderr).toBe(0)
    expect(JSON.parse(fallen.stdout)).toMatchObject({ ledger: { returned: 8 } })
    expect(fallen.stderr.trim().split('\n')).toEqual([
      `Using node:dgram: its self-test failed at “${engineChecks.cut}” (its length is told as 64 bytes, not 200).`
    ])
    const asked = lab('task4', '--count', '8', '--engine', 'system', '--json')
    expect(asked.status).toBe(1)
    expect(JSON.parse(asked.stdout)).toMatchObject({ fault: { code: 'lab/no-engine' } })
    const told = lab('doctor', '--json')
    // The lab works, with the other engine.
    expect(told.status, told.stderr).toBe(0)
    const { engines } = JSON.parse(told.stdout) as ThisMachine
    expect(engines.map(({ name, works }) => ({ name, works }))).toEqual([
      { name: 'system', works: false },
      { name: 'node', works: true }
    ])
  }
)
