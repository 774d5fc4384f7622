import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import * as v from 'valibot'
import { expect, it } from 'vitest'
import type { Fault } from '../../src/shared/fault'
import type { Ledger } from '../../src/tasks/loss/model/ledger'
import type { SeriesPoint, SweepPlan } from '../../src/tasks/loss/model/series'
import { describeComparison } from '../../src/tasks/loss/model/two-by-two-words'
import { queueTraceSchema } from '../../src/tasks/loss/model/queue-trace'
import { pointsOf } from '../../src/tasks/loss/model/series-plan'
import { lossDefaults } from '../../src/tasks/loss/model/run'
import type { WholeLab } from '../../src/tasks/lab'
import { readKernelSocket } from '../../src/lab/net/kernel'
import { cleanUp, freePort, runCli, runJson, startCli, startLab } from './support'

interface SweepDocument {
  vary: string
  cancelled: boolean
  points: {
    value: number
    runs: Ledger[]
    medianLossRatio: number
    minimumLossRatio: number
    maximumLossRatio: number
    buffers: Record<'server' | 'client', { requested: number | null; granted: number | null }>
    kernelDrops: Record<'server' | 'client', number | null>[]
  }[]
}

const plan = (change: Partial<SweepPlan> = {}): SweepPlan => ({
  kind: 'sweep',
  base: lossDefaults,
  vary: 'count',
  values: [8, 600],
  repeats: 2,
  ...change
})

function expectBalance(points: readonly SeriesPoint[]): void {
  for (const { parameters, runs } of points) {
    for (const { ledger, kernelDrops } of runs) {
      expect(ledger.sent + ledger.unsent).toBe(parameters.count)
      expect(ledger.lostRequests + ledger.lostReplies).toBe(ledger.sent - ledger.returned)
      if (process.platform !== 'linux') continue
      expect(kernelDrops).toEqual({ server: ledger.lostRequests, client: ledger.lostReplies })
    }
  }
}

/** Resolves when the sweep has that many runs behind it. */
const sweepHas = async (
  lab: WholeLab,
  heard: { until: (so: () => boolean) => Promise<void> },
  done: number
) =>
  heard.until(() => {
    const { sweep } = lab.tasks.task4.series.states
    return sweep.phase === 'running' && sweep.progress.done >= done
  })

it('sweeps, and every ledger balances', async () => {
  const { lab, heard } = startLab()
  const result = await lab.tasks.task4.series.run(plan())
  if (!result.ok) throw new Error(result.fault.message)
  const { phase, points, progress } = result.value
  expect(phase).toBe('finished')
  expect(progress).toEqual({ done: 4, total: 4, leftMs: 0 })
  expect(points.map(({ parameters }) => parameters)).toEqual(pointsOf(plan()))
  expect(points.map(({ runs }) => runs.length)).toEqual([2, 2])
  expectBalance(points)
  expect(points[0]!.buffers!.server.grantedBytes).toBeGreaterThan(0)
  // 8 numbers fit any queue: that the model says so is a figure.
  expect(points[0]!.model).toMatchObject({ lossRatio: 0, prediction: { firstLost: null } })
  // The terminals of Task 4 hear nothing of it.
  expect(heard.endpoints.length).toBe(0)
  expect(lab.tasks.task4.session.snapshot().batches).toEqual([])
  expect(lab.tasks.task4.series.states.sweep).toEqual(result.value)
})

it('runs the four cells of the 2x2, and says what they show', async () => {
  const { lab } = startLab()
  const result = await lab.tasks.task4.series.run({
    kind: 'two-by-two',
    base: { ...lossDefaults, count: 2000 },
    small: null,
    large: 4_000_000,
    repeats: 1
  })
  if (!result.ok) throw new Error(result.fault.message)
  const { points } = result.value
  expectBalance(points)
  const [neither, server, client, both] = points.map(({ buffers }) => buffers!)
  expect(server!.server.grantedBytes).toBeGreaterThan(neither!.server.grantedBytes!)
  expect(client!.client.grantedBytes).toBe(both!.client.grantedBytes)
  expect(server!.client).toEqual(neither!.client)
  expect(describeComparison(points).length).toBeGreaterThan(1)
  if (process.platform !== 'linux') return
  for (const { trace, runs } of points) {
    if (!trace) throw new Error('no trace')
    expect(v.is(queueTraceSchema, trace)).toBe(true)
    // The looks go on until the run is over: what they saw dropped is what its ledger says.
    expect(trace.points.at(-1)!.drops).toBe(runs[0]!.ledger.lostRequests)
  }
})

it('keeps what is done when it is cancelled, and the place of a run is free again', async () => {
  const { lab, heard } = startLab()
  const running = lab.tasks.task4.series.run(plan({ values: [8], repeats: 100 }))
  await sweepHas(lab, heard, 2)
  const refused = await lab.tasks.task4.run({ ...lossDefaults, count: 1 })
  expect(refused.ok ? 'ok' : refused.fault.code).toBe('run/already-running')
  const second = await lab.tasks.task4.series.run(plan())
  expect(second.ok ? 'ok' : second.fault.code).toBe('run/already-running')
  expect(lab.tasks.task4.cancel().ok).toBe(true)
  const result = await running
  if (!result.ok) throw new Error(result.fault.message)
  const { phase, points, progress } = result.value
  expect(phase).toBe('cancelled')
  expect(progress.done).toBeGreaterThanOrEqual(2)
  expect(progress.done).toBeLessThan(100)
  expect(points[0]!.runs).toHaveLength(progress.done)
  expectBalance(points)
  expect((await lab.tasks.task4.run({ ...lossDefaults, count: 8 })).ok).toBe(true)
})

it('cuts a long run short when it is cancelled, and does not count it', async () => {
  const { lab, heard } = startLab()
  const running = lab.tasks.task4.series.run(
    plan({ base: { ...lossDefaults, rate: 10 }, values: [1, 5000], repeats: 1 })
  )
  await sweepHas(lab, heard, 1)
  lab.tasks.task4.cancel()
  const result = await running
  expect(result.ok && result.value.points.map(({ runs }) => runs.length)).toEqual([1, 0])
})

it('refuses 10,000 points before anything starts', async () => {
  const { lab, heard } = startLab()
  const values = Array.from({ length: 10_000 }, (_, index) => index + 1)
  const result = await lab.tasks.task4.series.run(plan({ values }))
  expect(result.ok ? undefined : result.fault).toMatchObject({
    code: 'input/invalid',
    message: expect.stringContaining('limit is 500 runs') as string
  })
  expect(lab.tasks.task4.series.states.sweep.phase).toBe('idle')
  expect(heard.endpoints.length).toBe(0)
})

it('moves to a free port when the exercise’s own is held', async () => {
  const holder = createSocket('udp4').bind(20_001, '127.0.0.1')
  await once(holder, 'listening')
  cleanUp(() => new Promise<void>((closed) => holder.close(closed)))
  const { lab } = startLab()
  const result = await lab.tasks.task4.series.run(plan({ values: [8] }))
  expect(result.ok && result.value.points[0]!.runs.map(({ ledger }) => ledger.returned)).toEqual([8, 8])
})

it('sweeps in the terminal, as one document', async () => {
  const words = [
    'sweep',
    '--vary',
    'server-buffer',
    '--values',
    '5000,50000',
    '--repeat',
    '2',
    '--count',
    '500'
  ]
  const { code, document } = await runJson(...words)
  expect(code).toBe(0)
  const { vary, points, cancelled } = document as SweepDocument
  expect(vary).toBe('server-buffer')
  expect(cancelled).toBe(false)
  expect(points.map(({ value }) => value)).toEqual([5000, 50_000])
  for (const { value, runs, medianLossRatio, minimumLossRatio, maximumLossRatio, buffers } of points) {
    expect(runs).toHaveLength(2)
    for (const { sent, returned, lostRequests, lostReplies } of runs) {
      expect(lostRequests + lostReplies).toBe(sent - returned)
    }
    expect(medianLossRatio).toBeGreaterThanOrEqual(minimumLossRatio)
    expect(medianLossRatio).toBeLessThanOrEqual(maximumLossRatio)
    expect(buffers.server.requested).toBe(value)
    if (process.platform === 'linux') expect(buffers.server.granted).toBe(2 * value)
  }
})

it.each([
  ['payload-bytes', '10,1024', ['--count', '100']],
  ['server-buffer', '1,1073741823', ['--count', '8']],
  ['client-buffer', '1,1073741823', ['--count', '8']]
])('varies %s over %s in the terminal', async (vary, values, words) => {
  const sweep = ['sweep', '--vary', vary, '--values', values, '--repeat', '1', ...words]
  const { code, document } = await runJson(...sweep)
  expect(code).toBe(0)
  const { points } = document as SweepDocument
  expect(points.map(({ value }) => String(value)).join(',')).toBe(values)
  for (const { runs } of points) {
    expect(runs).toHaveLength(1)
    expect(runs[0]!.lostRequests + runs[0]!.lostReplies).toBe(runs[0]!.sent - runs[0]!.returned)
  }
})

it.each(['server-buffer', 'client-buffer'])('refuses a %s of 0 with its limits', async (vary) => {
  const { code, stdout } = await runCli('sweep', '--vary', vary, '--values', '0,5000', '--json')
  expect(code).toBe(2)
  const { fault } = JSON.parse(stdout) as { fault: Fault }
  expect(fault.message).toContain('from 1 to 1,073,741,823')
})

it.runIf(process.platform === 'linux')('keeps what is done on Ctrl-C', async () => {
  const port = await freePort()
  const words = ['--values', '1', '--repeat', '100', '--port', String(port), '--json']
  const cli = startCli('sweep', ...words)
  // The kernel tells when the second run's server is there, so that the first is done: a socket of ours would be in its way.
  const seen = new Set<number>()
  while (seen.size < 2 && cli.process.exitCode === null) {
    const socket = await readKernelSocket({ address: '127.0.0.1', port })
    if (socket) seen.add(socket.inode)
  }
  cli.process.kill('SIGINT')
  const { code, stdout } = await cli.ended
  // It did not do what it was called for: what is there is a part.
  expect(code).toBe(130)
  const { cancelled, points } = JSON.parse(stdout) as SweepDocument
  expect(cancelled).toBe(true)
  expect(points).toHaveLength(1)
  expect(points[0]!.runs.length).toBeGreaterThan(0)
  expect(points[0]!.runs.length).toBeLessThan(100)
  for (const { sent, unsent } of points[0]!.runs) expect(sent + unsent).toBe(1)
})

it('runs the 2x2 in the terminal', async () => {
  const { code, document } = await runJson('two-by-two', '--count', '500', '--large', '1000000')
  expect(code).toBe(0)
  const { cells, findings } = document as { cells: Record<string, unknown>[]; findings: string[] }
  expect(cells.map(({ serverBuffer, clientBuffer }) => [serverBuffer, clientBuffer])).toEqual([
    ['small', 'small'],
    ['large', 'small'],
    ['small', 'large'],
    ['large', 'large']
  ])
  expect(findings.length).toBeGreaterThan(0)
})

it.each([
  ['without values', [], '--values'],
  ['with a value that is none', ['--values', '1,x'], '"x"'],
  ['with 10,000 points', ['--values', '1:10000:1', '--repeat', '1'], 'limit is 500 runs'],
  ['with a strange parameter', ['--vary', 'colour', '--values', '1'], '--vary takes'],
  ['with a value beyond the limits', ['--values', '0'], 'Count takes']
])('a sweep %s is refused with exit code 2', async (_, words, text) => {
  const { code, stdout } = await runCli('sweep', ...words, '--json')
  expect(code).toBe(2)
  const { fault } = JSON.parse(stdout) as { fault: Fault }
  expect(fault.code).toBe('input/invalid')
  expect(fault.message).toContain(text)
})

it('prints a table for people, and its help', async () => {
  const { code, stdout, stderr } = await runCli('sweep', '--values', '8', '--repeat', '1')
  expect(code).toBe(0)
  expect(stdout).toMatch(/Count \[numbers\].*median loss/)
  expect(stdout).toContain('0.00 %')
  expect(stderr).toBe('')
  expect((await runCli('sweep', '--help')).stdout).toContain('--vary count|server-buffer')
})
