import { expect, it } from 'vitest'
import type { DatagramCharge } from '#shared/kept/datagram-charge'
import { heldByRule } from '#shared/kept/datagram-charge'
import { lossDefaults, type LossParameters } from '#tasks/loss/model/run'
import { predictEmulated } from './emulated-prediction'
import { modelledLoss } from './modelled-loss'
import { predict } from './prediction'

const grantedBytes = 212_992
const charge: DatagramCharge = {
  ...{ payloadBytes: 5, bytes: 832, source: 'measured', rule: 'would-exceed' },
  kernel: '6.18'
}
const holds = heldByRule(grantedBytes, 832, 'would-exceed')

function modelled(change: Partial<LossParameters>) {
  const parameters: LossParameters = { ...lossDefaults, clientReads: 'while', ...change }
  const queue = { holds, filled: true }
  const model = parameters.queue === 'emulated' ? predictEmulated : predict
  const prediction = model(parameters, { server: queue, client: queue, charge, serverBytes: grantedBytes })
  return modelledLoss({ parameters, prediction, buffers: { server: { grantedBytes } } })
}

it('says 0 where nothing is lost, which is a figure too', () => {
  expect(modelled({ count: 100 }).lossRatio).toBe(0)
  expect(modelled({ count: 3000, rate: 10_000, serviceUs: 20 }).lossRatio).toBe(0)
})

it('of a server that is outrun loses what it could neither serve nor hold', () => {
  const { lossRatio, prediction } = modelled({ count: 20_000, rate: 10_000, serviceUs: 200 })
  expect(prediction.reason).toBe('server-outrun')
  // Half is served while it is sent, and what waits at the end is served after it.
  expect(lossRatio).toBeGreaterThan(0.5 - (holds + 20) / 20_000)
  expect(lossRatio).toBeLessThan(0.5)
})

it('of a client that reads after sending loses the replies that its own queue does not hold', () => {
  const { lossRatio } = modelled({ count: 3000, rate: 10_000, serviceUs: 20, clientReads: 'after' })
  expect(lossRatio).toBeGreaterThan((3000 - holds - 60) / 3000)
  expect(lossRatio).toBeLessThanOrEqual((3000 - holds) / 3000)
})

it('says nothing of how much an unpaced run loses, though it knows the first', () => {
  const { lossRatio, prediction } = modelled({ count: 3000, rate: 0, clientReads: 'after' })
  expect(prediction.firstLost).toBe(holds + 1)
  expect(lossRatio).toBeNull()
  expect(modelled({ count: 3000, rate: 0 }).lossRatio).toBeNull()
})

it('plays the emulated queue to the end: what is served and what it holds is not lost', () => {
  const run = { queue: 'emulated', count: 20_000, rate: 10_000, serviceUs: 200, serverBuffer: 1000 } as const
  const { lossRatio, prediction } = modelled(run)
  expect(prediction.reason).toBe('emulated-queue')
  expect(lossRatio).toBeGreaterThan(0.48)
  expect(lossRatio).toBeLessThan(0.5)
  expect(modelled({ ...run, serviceUs: 50 }).lossRatio).toBe(0)
})
