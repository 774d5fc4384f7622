import { expect, it } from 'vitest'
import { outcomeOf } from '../model/explain/outcome.fixture'
import { describeOutcome } from '../model/outcome-words'
import { SleepWatch } from './sleep-watch'

const watch = (wall: number[], own: number[]): SleepWatch =>
  new SleepWatch({ wallMs: () => wall.shift()!, ownMs: () => own.shift()! })

it('tells how long the machine slept: the wall clock went on, the own clock did not', () => {
  expect(watch([5000, 70_000], [100, 2100]).slept()).toEqual({ sleptMs: 63_000 })
})

it('says nothing of a run without a sleep, of a small correction, and of a clock that was set back', () => {
  expect(watch([5000, 7000], [100, 2100]).slept()).toEqual({})
  expect(watch([5000, 7900], [100, 2100]).slept()).toEqual({})
  expect(watch([5000, 1000], [100, 2100]).slept()).toEqual({})
})

it('is said in the result', () => {
  expect(describeOutcome(outcomeOf({ sleptMs: 63_000 })).join(' ')).toContain('went on 63 s longer')
  expect(describeOutcome(outcomeOf()).join(' ')).not.toContain('wall clock')
})
