import { describe, expect, it } from 'vitest'
import { presets, lossDefaults } from '../../src/tasks/loss/model/run'
import { probeBuffer } from '../../src/lab/measure/probe-socket'
import { proposeExperiment } from '../../src/tasks/loss/lab/experiment'
import { forecast } from '../../src/tasks/loss/lab/forecast'
import { runJson, startLab } from './support'

const onLinux = process.platform === 'linux'

it('grants what the run will be granted', async () => {
  const probed = await probeBuffer(50_000)
  const { lab } = startLab()
  const result = await lab.tasks.task4.run({ ...lossDefaults, count: 8, serverBuffer: 50_000 })
  if (!probed.ok || !result.ok) throw new Error('no answer')
  expect(result.value.buffers.server).toEqual(probed.value)
})

it('predicts before a run what the run itself says, and keeps the guess', async () => {
  const parameters = { ...lossDefaults, count: 1000 }
  const before = await forecast(parameters)
  const { lab } = startLab()
  const result = await lab.tasks.task4.run({ ...parameters, guess: 257 })
  if (!before.ok || !result.ok) throw new Error('no answer')
  expect(result.value.prediction).toEqual(before.value.prediction)
  expect(result.value.buffers).toEqual(before.value.buffers)
  expect(result.value.guess).toBe(257)
  expect(result.value.parameters).toEqual(parameters)
  if (onLinux)
    expect(before.value.prediction).toMatchObject({ queue: 'client', reason: 'client-reads-after' })
})

it('refuses to predict what may not be run', async () => {
  const refused = await forecast({ ...lossDefaults, count: 1_000_000, serviceUs: 100_000 })
  expect(refused.ok ? '' : refused.fault.code).toBe('input/invalid')
})

it('lab predictions prints each run and the median error', async () => {
  const { code, document } = await runJson('predictions', '--runs', '1', '--seed', '4')
  const { runs, medianError, allowedError } = document as {
    runs: { name: string; error: number | null }[]
    medianError: number
    allowedError: number
  }
  expect(runs.slice(0, 4).map(({ name }) => name)).toEqual(['one', 'eight', 'loss', 'no-loss'])
  expect(runs).toHaveLength(5)
  expect(code).toBe(medianError <= allowedError ? 0 : 1)
})

describe.runIf(onLinux)('the experiment that would test a run', () => {
  const lossy = presets.find(({ name }) => name === 'loss')!.parameters

  it('gives the server a buffer with which the model sees no loss', async () => {
    const answer = await proposeExperiment({ parameters: lossy, lost: 'server' })
    const experiment = answer.ok ? answer.value : null
    expect(experiment!.to).toEqual({ ...lossy, serverBuffer: experiment!.to.serverBuffer })
    expect(experiment!.to.serverBuffer).toBeGreaterThanOrEqual(200_000)
    expect(experiment!.prediction).toMatchObject({ firstLost: null, reason: 'ends-in-time' })
  })

  it.each(['client', 'both'] as const)('ends a loss at %s', async (lost) => {
    const answer = await proposeExperiment({ parameters: { ...lossDefaults, count: 1000 }, lost })
    if (!answer.ok || !answer.value) throw new Error('no experiment is proposed')
    expect(answer.value.prediction.firstLost).toBeNull()
  })

  it('provokes loss where there was none', async () => {
    const answer = await proposeExperiment({ parameters: { ...lossDefaults, count: 8 }, lost: 'none' })
    expect(answer.ok && answer.value?.prediction.firstLost).toBeGreaterThan(0)
  })
})
