/** One trace before every balancer, and a sweep. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, it } from 'vitest'
import { readTraceFile, writeTraceFile } from '../../src/tasks/balancing/cli/trace-files'
import { contestants } from '../../src/tasks/balancing/model/comparison'
import type { BalancingLab } from '../../src/tasks/balancing/lab/balancing'
import type { Series } from '../../src/tasks/balancing/model/series'
import { isClosed } from '../../src/tasks/balancing/model/hops'
import { balancingDefaults } from '../../src/tasks/balancing/model/parameters'
import { run, start } from './balancing-support'
import { cleanUp, runCli, runJson } from './support'

function ownFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'udp-lab-trace-'))
  cleanUp(() => rmSync(folder, { recursive: true }))
  return folder
}

it('a recorded trace is replayed: the same clients, as many datagrams, in its time', async () => {
  const lab = start()
  const recorded = await run(lab, { clients: 20, messages: 30, rate: 100 })
  const trace = lab.lastTrace
  if (!trace) throw new Error('no trace')
  expect(trace.atUs).toHaveLength(600)
  const replayed = await lab.replay({ ...balancingDefaults, algorithm: 'maglev' }, trace)
  if (!replayed.ok) throw new Error(replayed.fault.message)
  const { ledger, parameters, elapsedMs } = replayed.value
  expect(parameters).toMatchObject({ clients: 20, messages: 30, rate: 0, trace: 'the last run' })
  expect(ledger.sent).toBe(recorded.ledger.sent)
  expect(isClosed(ledger)).toBe(true)
  expect(elapsedMs).toBeGreaterThanOrEqual(Math.floor((trace.atUs.at(-1) ?? 0) / 1000))
})

it('a trace goes through a file, and nothing is left of one that could not be written', async () => {
  const folder = ownFolder()
  const file = path.join(folder, 'trace.csv')
  const arrivals = { atUs: Float64Array.of(0, 10), client: Uint16Array.of(0, 1) }
  expect(await writeTraceFile(file, arrivals)).toMatchObject({ ok: true })
  expect(readFileSync(file, 'utf8')).toBe('atUs,client\n0,1\n10,2\n')
  expect(await readTraceFile(file)).toMatchObject({ ok: true, value: { name: 'trace.csv', ...arrivals } })
  expect(await writeTraceFile(path.join(folder, 'none', 'trace.csv'), arrivals)).toMatchObject({
    fault: { code: 'file/not-written' }
  })
  expect(await readTraceFile(path.join(folder, 'none'))).toMatchObject({ fault: { code: 'file/not-read' } })
})

it('one trace before every balancer: each loss has its place, also where a server stops', async () => {
  const told: Series[] = []
  const lab = start({ onEvent: (event) => void (event.type === 'task' && told.push(event.news as Series)) })
  await run(lab, { clients: 30, messages: 20, rate: 200 })
  const base = { ...balancingDefaults, failAfter: 150, waitMs: 100 }
  const series = await lab.compare(base)
  if (!series.ok) throw new Error(series.fault.message)
  const { entries, trace, phase } = series.value
  expect(phase).toBe('ended')
  expect(trace).toEqual({ name: 'the last run', datagrams: 600 })
  expect(told.at(-1)).toEqual(series.value)
  expect(lab.state().compare).toEqual(series.value)
  expect(entries).toHaveLength(contestants(base).length)
  for (const entry of entries) {
    if ('why' in entry) expect(entry.why).toMatch(/nginx|kernel/)
    else {
      expect(entry.outcome.ledger.sent).toBe(600)
      expect(isClosed(entry.outcome.ledger), entry.parameters.algorithm).toBe(true)
    }
  }
  expect(entries.filter((entry) => 'outcome' in entry).length).toBeGreaterThanOrEqual(7)
})

it('a series that is cancelled has the runs that were over', async () => {
  const lab: BalancingLab = start({
    onEvent: (event) => {
      if (event.type === 'task' && (event.news as Series).entries.length === 2) lab.cancel()
    }
  })
  const parameters = { ...balancingDefaults, clients: 4, messages: 5 }
  const series = await lab.sweep({ parameters, vary: 'clients', values: [1, 2, 3, 4], repeat: 1 })
  expect(series).toMatchObject({ ok: true, value: { phase: 'cancelled', of: 4, entries: [{}, {}] } })
})

it('in the terminal: a trace is written, replayed and compared', async () => {
  const file = path.join(ownFolder(), 'trace.csv')
  const load = ['--clients', '10', '--messages', '20', '--rate', '200']
  expect((await runCli('balance', ...load, '--record', file)).code).toBe(0)
  const replayed = await runJson('balance', '--trace', file, '--algorithm', 'two-choices')
  expect(replayed).toMatchObject({ code: 0, document: { algorithm: 'two-choices', ledger: { sent: 200 } } })
  const compared = await runCli('balance', '--trace', file, '--compare')
  expect(compared.code).toBe(0)
  for (const name of ['round robin', 'Maglev', 'nginx', 'SO_REUSEPORT'])
    expect(compared.stdout).toContain(name)
})

it('a sweep has a point for each value, and a pool that stands has its servers', async () => {
  const words = [
    'balance',
    '--clients',
    '5',
    '--messages',
    '4',
    '--vary',
    'servers',
    '--values',
    '3,1',
    '--repeat',
    '2'
  ]
  const { code, document } = await runJson(...words)
  expect(code).toBe(0)
  expect(document).toMatchObject({
    vary: 'servers',
    points: [
      { value: 1, runs: [{ servers: [{ received: 20 }] }, { servers: [{ received: 20 }] }] },
      { value: 3, runs: [{ clients: 5 }, { clients: 5 }] }
    ]
  })
})

it.each([
  [['--vary', 'servers'], /--vary and --values belong together/],
  [['--vary', 'servers', '--values', '0'], /from 1 to 16/],
  [['--trace', 'x', '--clients', '3'], /--clients is not for --trace/],
  [['--compare', '--algorithm', 'maglev'], /--compare takes every balancer/],
  [['--compare', '--record', 'x'], /do not go together/]
])('usage: %j', async (words, message) => {
  const { code, stderr } = await runCli('balance', ...words)
  expect(code).toBe(2)
  expect(stderr).toMatch(message)
})
