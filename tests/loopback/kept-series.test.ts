/** A sweep and a two-by-two of real runs: kept when they end, opened again, and out as a file that `lab verify` reads. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { beforeEach, expect, it } from 'vitest'
import { HistoryStore } from '../../src/lab/history/store'
import { runForms } from '../../src/tasks/contract'
import { endedSeries, type KeptSeries } from '../../src/tasks/loss/model/kept-series'
import { lossDefaults } from '../../src/tasks/loss/model/run'
import type { SeriesPoint, SweepPlan, TwoByTwoPlan } from '../../src/tasks/loss/model/series'
import { exported, keptLabIn, listed } from './kept-lab'
import { cleanUp, runCli } from './support'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'udp-lab-kept-series-'))
  cleanUp(() => rmSync(folder, { recursive: true, force: true }))
})

const sweep: SweepPlan = { kind: 'sweep', base: lossDefaults, vary: 'count', values: [8, 600], repeats: 2 }
const twoByTwo: TwoByTwoPlan = {
  kind: 'two-by-two',
  base: { ...lossDefaults, count: 2000 },
  small: null,
  large: 4_000_000,
  repeats: 1
}

/** Times of a trace are kept to the µs. */
const measured = ({ parameters, buffers, model, runs }: SeriesPoint) => ({ parameters, buffers, model, runs })

it('keeps what a series showed when it had ended, and nothing of one without a run', async () => {
  const { lab, history, finish } = keptLabIn(folder)
  const { series } = lab.tasks.task4
  await series.run(sweep)
  await series.run(twoByTwo)
  const shown = series.states
  const none = series.run({ ...sweep, values: [600] })
  lab.tasks.task4.cancel()
  await none
  await finish()

  const runs = await listed(history)
  expect(runs.map(({ end, outcome, eventCount }) => [outcome?.kind, end, eventCount])).toEqual([
    ['two-by-two', 'finished', 0],
    ['sweep', 'finished', 0]
  ])
  const opened = []
  for (const { id } of runs) {
    const run = await history.call('open', { id })
    if (!run.ok) throw new Error(run.fault.message)
    const ended = endedSeries(run.value.outcome?.value as KeptSeries)
    opened.push(ended.points.map(measured))
  }
  const live = [shown['two-by-two'], shown.sweep].map((state) =>
    state.phase === 'idle' ? [] : state.points.map(measured)
  )
  expect(opened).toEqual(live)

  const file = path.join(folder, 'series.udplab')
  writeFileSync(file, await exported(history))
  const verified = await runCli('verify', file)
  expect(verified.stdout).toMatch(/holds \(2 runs, \d+ figures checked\)/)
  expect(verified.stdout.match(/not checked: .*no events were kept/g)).toHaveLength(2)
  const told = await runCli('run-file', 'show', file)
  expect(told.stdout).toContain('Sweep of the count: 2 values, 2 runs each')
  expect(told.stdout).toContain('Two by two, small and large receive buffers: 1 run each')
})

it('tells at the next start of a series that the app did not live to end', async () => {
  const { keeper, history, finish } = keptLabIn(folder)
  keeper.series({ task: 'task4', what: 'sweep', startedAtEpochMs: Date.now() })
  await finish()
  expect(await listed(history)).toEqual([])
  await history.close()
  const next = new HistoryStore(path.join(folder, 'history.sqlite'), runForms)
  cleanUp(() => next.close())
  expect(next.notices).toEqual([expect.stringMatching(/before "Task 4 sweep, .*" was over/)])
  expect(next.list({ limit: 9, offset: 0 }).runs).toMatchObject([{ end: 'interrupted', outcome: null }])
})
