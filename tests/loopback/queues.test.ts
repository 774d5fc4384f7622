import { expect, it } from 'vitest'
import { askNumber, type RunRecord } from '../../src/tasks/loss/model/number-fate'
import {
  fillAt,
  joinSamples,
  lastReading,
  noSamples,
  peakBytes,
  type QueueSamples
} from '../../src/shared/events/queue-samples'
import { lossDefaults, type LossOutcome, type LossParameters } from '../../src/tasks/loss/model/run'
import { openLab } from '../../src/tasks/lab'
import { inOneOfThreeTries } from '../tries'
import { cleanUp, engine, Listener, workerFile } from './support'
import type { WholeLab } from '../../src/tasks/lab'

interface Watched {
  outcome: LossOutcome
  samples: QueueSamples
  /** Whether samples came before the outcome. */
  live: boolean
  record: RunRecord
  lab: WholeLab
}

async function watch(parameters: Partial<LossParameters>): Promise<Watched> {
  const heard = new Listener()
  let samples = noSamples
  let live = false
  const lab = openLab({
    workerFile,
    engine: () => engine,
    onEvent: (event) => {
      heard.take(event)
      if (event.type !== 'queues') return
      live ||= lab.tasks.task4.session.run.state.phase === 'running'
      samples = joinSamples(samples, event.samples)
    },
    remoteAllowed: () => false,
    keepEvents: true
  })
  cleanUp(() => lab.close())
  const result = await lab.tasks.task4.run({ ...lossDefaults, ...parameters })
  if (!result.ok) throw new Error(result.fault.message)
  const { buffers, prediction } = result.value
  const endpoints = heard.recorded
  const grantedBytes = { server: buffers.server.grantedBytes, client: buffers.client.grantedBytes }
  return {
    outcome: result.value,
    samples,
    live,
    lab,
    record: { endpoints, samples, grantedBytes, chargeBytes: prediction.charge?.bytes ?? null, over: true }
  }
}

const slow = {
  count: 4000,
  rate: 10_000,
  serviceUs: 200,
  serverBuffer: 30_000,
  clientBuffer: 400_000,
  clientReads: 'while'
} as const

it.runIf(process.platform === 'linux')('looks at both queues while a run with loss goes on', async () => {
  // How often it can look beside a run is up to the scheduler, and with it what a look can see.
  await inOneOfThreeTries(
    async () => {
      const { outcome, samples, live, lab } = await watch(slow)
      expect(outcome.ledger.lostRequests).toBeGreaterThan(0)
      expect(lab.snapshot().find(({ task }) => task === 'task4')!.queues).toEqual(samples)
      for (const queue of ['server', 'client'] as const) {
        expect(lastReading(samples, queue)).toEqual({ bytes: 0, drops: outcome.kernelDrops[queue] })
        const most = outcome.buffers[queue].grantedBytes! + outcome.prediction.charge!.bytes
        expect(peakBytes(samples, queue)).toBeLessThanOrEqual(most)
        const { drops } = samples[queue]
        expect(drops.every((count, row) => row === 0 || count >= drops[row - 1]!)).toBe(true)
      }
      expect(samples.timeMs.every((timeMs, row) => row === 0 || timeMs > samples.timeMs[row - 1]!)).toBe(true)
      await lab.close()
      const { grantedBytes } = outcome.buffers.server
      return { live, looks: samples.timeMs.length, fill: peakBytes(samples, 'server') / grantedBytes! }
    },
    // The queue that overflowed was seen to be at least as full as what Linux gives back at once leaves in it.
    ({ live, looks, fill }) => live && looks > 10 && fill > 1 / 2
  )
})

it.runIf(process.platform === 'linux')('tells of each number what became of it', async () => {
  const { outcome, samples, record } = await watch(slow)
  const { ledger, parameters } = outcome
  const outcomes = { 'lost-request': 0, 'lost-reply': 0, returned: 0 }
  for (let number = 1; number <= parameters.count; number++) {
    const fate = askNumber(record, number)!
    if (!(fate.outcome in outcomes)) continue
    outcomes[fate.outcome as keyof typeof outcomes] += 1
    if (fate.outcome !== 'lost-request') continue
    expect(fate.loss!.queue).toBe('server')
    // The last look before may have seen an empty queue: on a busy machine it fills between two looks.
    expect(fate.loss!.fill!.bytes).toBeLessThanOrEqual(peakBytes(samples, 'server'))
    expect(fate.loss!.fill!.percent).toBeGreaterThanOrEqual(0)
    expect(fate.loss!.fill!.dropsAfter ?? 0).toBeGreaterThanOrEqual(fate.loss!.fill!.dropsBefore)
  }
  expect(outcomes).toEqual({
    'lost-request': ledger.lostRequests,
    'lost-reply': ledger.lostReplies,
    returned: ledger.returned
  })
  const first = askNumber(record, ledger.firstLost!)!
  expect(first.outcome).not.toBe('returned')
  // The first loss is the first drop that the kernel counted: no look long before it saw one.
  const row = fillAt(samples, samples.timeMs[0]! + first.loss!.atMs / 2)
  expect(samples.server.drops[Math.max(0, row)]).toBe(0)
})
