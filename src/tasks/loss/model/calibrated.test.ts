import { describe, expect, it } from 'vitest'
import { chooseRate, chooseRatio, choosePreset, type Rehearsed } from './calibrated'
import type { LossParameters } from './parameters'
import { allPresets } from './presets'

/** An idle machine: it keeps up, and hardly more waits than by plan. */
const idle: Rehearsed = { rate: 10_000, servedPerSecond: 9900, peakWaiting: 60, plannedWaiting: 20, lost: 0 }
const holds = { usual: 256, cured: 480 }
const preset = (name: string) => allPresets.find((candidate) => candidate.name === name)!

describe('on an idle machine', () => {
  it('the presets stay what they are', () => {
    for (const name of ['loss', 'no-loss', 'slow-printer', 'paced-sender']) {
      const { parameters, doubt } = choosePreset(preset(name), idle, holds)
      expect(parameters).toEqual(preset(name).parameters)
      expect(doubt).toBeNull()
    }
  })

  it('a queue that holds more is filled as late, by a slower server', () => {
    const { parameters, says } = choosePreset(preset('loss'), idle, { usual: 278, cured: 521 })
    expect(parameters.rate).toBe(10_000)
    expect(parameters.serviceUs).toBe(101.3)
    expect(says).toContain('holds 278 datagrams')
  })
})

it('loss begins at the same share of the numbers, whatever a queue holds', () => {
  for (const usual of [128, 256, 278, 1000]) {
    const ratio = chooseRatio(20_000, usual)
    expect((0.727 * usual * ratio) / (ratio - 1) / 20_000).toBeCloseTo(0.78, 5)
  }
})

describe('on a slow machine', () => {
  it('the rate is one whose chance groups fit a quarter of the queue', () => {
    expect(chooseRate({ ...idle, peakWaiting: 150 }, 256)).toBe(2000)
    expect(chooseRate({ ...idle, peakWaiting: 100 }, 256)).toBe(5000)
  })

  it('the rate is at most half of what the server served when the machine outran it', () => {
    const outrun = { ...idle, servedPerSecond: 2100, peakWaiting: 700, lost: 900 }
    expect(chooseRate(outrun, 256)).toBe(500)
    expect(chooseRate({ ...outrun, servedPerSecond: 8000, peakWaiting: 60 }, 256)).toBe(2000)
  })

  it('ratio and kin are kept', () => {
    const slow = { ...idle, peakWaiting: 150 }
    expect(choosePreset(preset('loss'), slow, holds).parameters).toMatchObject({ rate: 2000, serviceUs: 506 })
    expect(choosePreset(preset('slow-printer'), slow, holds).parameters).toMatchObject({
      rate: 2000,
      serviceUs: 750
    })
    expect(choosePreset(preset('paced-sender'), slow, holds).parameters).toMatchObject({
      rate: 1200,
      serviceUs: 750
    })
  })

  it('that serves less than any rate needs, says so', () => {
    const hopeless = { ...idle, servedPerSecond: 400, peakWaiting: 1900, lost: 1500 }
    expect(choosePreset(preset('loss'), hopeless, holds).doubt).toContain(
      'served only 400 datagrams a second'
    )
  })
})

it('doubts a cure that the system does not grant, and a queue so short that chance decides', () => {
  expect(choosePreset(preset('loss'), idle, { usual: 256, cured: 256 }).doubt).toContain('rmem_max')
  expect(choosePreset(preset('loss'), idle, { usual: 40, cured: 480 }).doubt).toContain('chance decides')
})

it('leaves a preset as it is where nothing could be measured, and says so', () => {
  const { parameters, says, doubt } = choosePreset(preset('loss'), idle, { ...holds, usual: null })
  expect(parameters).toEqual(preset('loss').parameters)
  expect(says).toBeNull()
  expect(doubt).toContain('could not be measured')
})

describe('Loss and No loss', () => {
  const differing = (one: LossParameters, other: LossParameters): string[] =>
    (Object.keys(one) as (keyof LossParameters)[]).filter((name) => one[name] !== other[name])

  it('differ in the server’s receive buffer and in nothing else, as they are written', () => {
    expect(differing(preset('loss').parameters, preset('no-loss').parameters)).toEqual(['serverBuffer'])
  })

  it.each([
    ['an idle machine', idle, holds],
    ['a slow machine', { ...idle, servedPerSecond: 1500, peakWaiting: 900, lost: 3 }, holds],
    ['a longer queue', idle, { usual: 521, cured: 1042 }],
    ['a machine that could not be measured', idle, { usual: null, cured: null }]
  ])('and so they do when they were chosen for %s', (_machine, rehearsed, held) => {
    const [loss, cured] = ['loss', 'no-loss'].map(
      (name) => choosePreset(preset(name), rehearsed, held).parameters
    ) as [LossParameters, LossParameters]
    expect(differing(loss, cured)).toEqual(['serverBuffer'])
    expect(cured.serverBuffer).toBe(200_000)
  })
})
