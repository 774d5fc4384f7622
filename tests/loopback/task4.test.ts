import { expect, it } from 'vitest'
import { presets, lossDefaults, type LossOutcome, type LossParameters } from '../../src/tasks/loss/model/run'
import type { WholeLab } from '../../src/tasks/lab'
import { inOneOfThreeTries } from '../tries'
import { startLab } from './support'

async function run(lab: WholeLab, parameters: Partial<LossParameters>): Promise<LossOutcome> {
  const result = await lab.tasks.task4.run({ ...lossDefaults, ...parameters })
  if (!result.ok) throw new Error(result.fault.message)
  return result.value
}

/** Every datagram is accounted for, and the kernel counted the same. */
function expectBalance({ ledger, kernelDrops, parameters }: LossOutcome): void {
  expect(ledger.sent + ledger.unsent).toBe(parameters.count)
  expect(ledger.lostRequests + ledger.lostReplies).toBe(ledger.sent - ledger.returned)
  expect(ledger.served).toBe(ledger.replied)
  if (process.platform === 'linux') {
    expect(kernelDrops).toEqual({ server: ledger.lostRequests, client: ledger.lostReplies })
  }
}

it('sends one number, to the letter', async () => {
  const { lab, heard } = startLab()
  expect(await lab.tasks.task4.sendNumber({ number: 99, waitMs: 2000 })).toEqual({
    ok: true,
    value: { answered: 1 }
  })
  await heard.until(() => heard.lines('server').length === 3)
  expect(heard.lines('server').slice(0, 2)).toEqual(['UDP server up and listening', 'Number from client: 99'])
  expect(heard.lines('server')[2]).toMatch(/^client IP address: \('127\.0\.0\.1', \d+\)$/)
  expect(heard.lines('client')).toEqual(['Message from server: Hello UDP Client'])
})

it('brings all eight back', async () => {
  const { lab, heard } = startLab()
  const outcome = await run(lab, { count: 8 })
  expectBalance(outcome)
  expect(outcome.ledger).toMatchObject({ returned: 8, firstLost: null, lossRatio: 0 })
  const numbers = [1, 2, 3, 4, 5, 6, 7, 8]
  expect(heard.lines('client')).toEqual(numbers.map((number) => `Number from server: ${number}`))
  expect(heard.lines('server').slice(1, 9)).toEqual(numbers.map((number) => `Number from client: ${number}`))
})

it.each([
  { count: 1000, clientReads: 'after' as const },
  { count: 20_000, clientReads: 'while' as const },
  { count: 3000, serverBuffer: 1, clientReads: 'while' as const },
  { count: 3000, clientBuffer: 1, clientReads: 'after' as const },
  { count: 2000, rate: 20_000, serviceUs: 200, serverBuffer: 20_000, clientReads: 'while' as const }
])('accounts for every datagram: %j', async (parameters) => {
  const { lab } = startLab()
  expectBalance(await run(lab, parameters))
})

it('loses replies at the client that reads only after sending, but none that its queue has room for', async () => {
  const { lab } = startLab()
  // The server is slower than nothing but quick enough: all requests fit its queue of a larger buffer.
  const outcome = await run(lab, { count: 2000, serverBuffer: 2_000_000, clientReads: 'after', rate: 20_000 })
  expectBalance(outcome)
  expect(outcome.ledger.lostReplies).toBeGreaterThan(0)
  if (process.platform === 'linux')
    expect(outcome.ledger.firstLost).toBeGreaterThan(outcome.prediction.clientCapacity!)
})

it('loses at the server with the preset Loss, and nothing with No loss', async () => {
  const { lab } = startLab()
  const tried = async (wanted: 'loss' | 'no-loss'): Promise<LossOutcome> => {
    const outcome = await run(lab, presets.find(({ name }) => name === wanted)!.parameters)
    expectBalance(outcome)
    return outcome
  }
  await inOneOfThreeTries(
    async () => {
      const { ledger } = await tried('loss')
      expect(ledger.lostRequests + ledger.lostReplies).toBeGreaterThan(0)
      return ledger
    },
    ({ lostRequests }) => lostRequests > 0
  )
  const cured = await inOneOfThreeTries(
    async () => {
      const { ledger, buffers } = await tried('no-loss')
      expect(buffers.server.requestedBytes).toBe(200_000)
      if (process.platform === 'linux') expect(buffers.server.grantedBytes).toBe(400_000)
      return ledger
    },
    ({ returned }) => returned === 20_000
  )
  expect(cured.seen).toMatchObject({ returned: 20_000, firstLost: null })
}, 60_000)

it('refuses a second run while one is on, and cancels with what was measured by then', async () => {
  const { seen } = await inOneOfThreeTries(
    async () => {
      const { lab, heard } = startLab()
      const first = lab.tasks.task4.run({ ...lossDefaults, count: 100_000, rate: 1000, clientReads: 'while' })
      await heard.until(() => heard.lines('client').length > 20)
      const second = await lab.tasks.task4.run(lossDefaults)
      expect(second.ok ? 'ok' : second.fault.code).toBe('run/already-running')
      expect(lab.tasks.task4.cancel().ok).toBe(true)
      const result = await first
      expect(lab.tasks.task4.session.run.state.phase).toBe('cancelled')
      if (!result.ok) throw new Error(result.fault.message)
      const { ledger, kernelDrops } = result.value
      expect(ledger.sent).toBeGreaterThanOrEqual(20)
      expect(ledger.sent).toBeLessThan(100_000)
      expect(ledger.lostRequests + ledger.lostReplies).toBe(ledger.sent - ledger.returned)
      if (process.platform === 'linux')
        expect(kernelDrops).toEqual({ server: ledger.lostRequests, client: ledger.lostReplies })
      await lab.close()
      return ledger
    },
    // The queue holds a quarter of a second of them: what is on the way when it is cancelled still comes back.
    ({ returned, sent }) => returned === sent
  )
  expect(seen.returned).toBe(seen.sent)
})

it('cancels a run whose client holds its thread', async () => {
  const { lab, heard } = startLab()
  const running = lab.tasks.task4.run({ ...lossDefaults, count: 200, rate: 1, clientReads: 'after' })
  await heard.until(() => heard.lines('server').includes('Number from client: 1'))
  lab.tasks.task4.cancel()
  const result = await running
  if (!result.ok) throw new Error(result.fault.message)
  expect(lab.tasks.task4.session.run.state.phase).toBe('cancelled')
  expect(result.value.ledger.sent).toBeGreaterThanOrEqual(1)
  expect(result.value.ledger.sent).toBeLessThan(200)
})

it('has nothing to cancel when nothing runs', () => {
  const { lab } = startLab()
  const result = lab.tasks.task4.cancel()
  expect(result.ok ? 'ok' : result.fault.code).toBe('run/not-running')
})

it('refuses a run that would take for ever before it starts', async () => {
  const { lab, heard } = startLab()
  const result = await lab.tasks.task4.run({ ...lossDefaults, count: 1_000_000, serviceUs: 100_000 })
  expect(result.ok ? '' : result.fault.message).toContain('limit is 600 s')
  expect(heard.endpoints.length).toBe(0)
})
