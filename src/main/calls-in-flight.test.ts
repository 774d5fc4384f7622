import { expect, test } from 'vitest'
import { type CallName, callNames, calls as table } from '#tasks/contract'
import { CallsInFlight, inFlightLimits, tooManyCalls } from './calls-in-flight'

const limitOf = (name: CallName): number => table[name].atOnce ?? inFlightLimits.perCall

const entered = (calls: CallsInFlight, name: CallName, tries: number): number =>
  Array.from({ length: tries }, () => calls.enter(name, limitOf(name))).filter(Boolean).length

test('every call has a bound of its own, and who leaves makes room', () => {
  for (const name of callNames) {
    const calls = new CallsInFlight()
    expect(entered(calls, name, 1000), name).toBe(limitOf(name))
    calls.leave(name)
    expect(entered(calls, name, 1000), name).toBe(1)
  }
})

test('all calls together have one as well', () => {
  const calls = new CallsInFlight()
  const counts = callNames.map((name) => entered(calls, name, 1000))
  expect(counts.reduce((sum, count) => sum + count)).toBe(inFlightLimits.total)
  const full = callNames.findIndex((name, index) => counts[index] === limitOf(name))
  calls.leave(callNames[full]!)
  expect(calls.enter(callNames[full]!, limitOf(callNames[full]!))).toBe(true)
  expect(calls.enter(callNames[full]!, limitOf(callNames[full]!))).toBe(false)
})

test('the refusal says which call and what to do', () => {
  expect(tooManyCalls('openRun').fault).toEqual({
    code: 'lab/busy',
    message: 'The lab has too many calls of "openRun" to answer.',
    advice: 'Wait until those before are answered, then try again.'
  })
})
