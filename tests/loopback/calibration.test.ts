/** Presets for this machine: chosen from a rehearsal on real sockets. */
import { expect, it } from 'vitest'
import { allPresets } from '../../src/tasks/loss/model/presets'
import { peakWaitingOf } from '../../src/tasks/loss/lab/calibration/rehearsal'
import { inOneOfThreeTries } from '../tries'
import { runJson, startLab } from './support'

it('counts the most that were sent and not served', () => {
  expect(peakWaitingOf([1, 2, 3, 4], [2.5, 3.5, 4.5])).toBe(2)
  expect(peakWaitingOf([1, 2, 3], [])).toBe(3)
  expect(peakWaitingOf([], [1])).toBe(0)
})

it('chooses a rate for Loss and No loss, which differ in the server’s buffer alone, and says so', async () => {
  const { lab } = startLab()
  const { calibration } = lab.tasks.task4
  const loss = await calibration.preset('loss')
  const cured = await calibration.preset('no-loss')
  if (!loss.ok || !cured.ok) throw new Error('no preset')
  const { parameters, says } = loss.value
  expect(parameters.rate * parameters.serviceUs).toBeGreaterThan(1e6)
  expect(parameters.rate).toBeLessThanOrEqual(10_000)
  expect(says).toMatch(/^Measured on this machine: .* numbers a second/)
  expect(cured.value.parameters).toEqual({ ...parameters, serverBuffer: 200_000 })
})

it('leaves a preset alone that does not keep to the clock', async () => {
  const { lab } = startLab()
  for (const name of ['one', 'eight', 'original-machine'] as const) {
    const chosen = await lab.tasks.task4.calibration.preset(name)
    const { parameters } = allPresets.find((preset) => preset.name === name)!
    expect(chosen.ok && chosen.value).toMatchObject({ parameters, says: null })
  }
})

it('shows the picture: loss begins between 50 % and 90 % of the numbers, and 200000 cures it', async () => {
  const { lab } = startLab()
  const { task4 } = lab.tasks
  const run = async (name: 'loss' | 'no-loss') => {
    const chosen = await task4.calibration.preset(name)
    if (!chosen.ok) throw new Error(chosen.fault.message)
    const result = await task4.run(chosen.value.parameters)
    if (!result.ok) throw new Error(result.fault.message)
    const { ledger } = result.value
    expect(ledger.lostRequests + ledger.lostReplies).toBe(ledger.sent - ledger.returned)
    return ledger
  }
  const begins = await inOneOfThreeTries(
    async () => (await run('loss')).firstLost ?? 0,
    (firstLost) => firstLost >= 10_000 && firstLost <= 18_000
  )
  expect(begins.seen).toBeGreaterThanOrEqual(10_000)
  const cured = await inOneOfThreeTries(
    async () => (await run('no-loss')).returned,
    (returned) => returned === 20_000
  )
  expect(cured.seen).toBe(20_000)
}, 180_000)

it('the command line says what was chosen', async () => {
  const { code, document } = await runJson('task4', '--preset', 'paced-sender', '--count', '50')
  expect(code).toBe(0)
  const { parameters } = document as { parameters: { rate: number; serviceUs: number; count: number } }
  expect(parameters.count).toBe(50)
  // Nine tenths of what the printer can do, at whatever rate was chosen.
  expect((parameters.rate * parameters.serviceUs) / 1e6).toBeCloseTo(0.9, 2)
})
