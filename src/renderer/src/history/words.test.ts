import { expect, it } from 'vitest'
import { bytesText, outcomeText } from './words'

it('writes sizes in the unit that fits', () => {
  expect([999, 1000, 3118, 571_575, 500_000_000, 2_000_000_000].map(bytesText)).toEqual([
    '999 B',
    '1.0 KB',
    '3.1 KB',
    '571.6 KB',
    '500.0 MB',
    '2.0 GB'
  ])
})

it('says of an interrupted run that nothing of it was kept', () => {
  expect(outcomeText({ end: 'interrupted', outcome: null, eventCount: 0 } as never, () => null)).toContain(
    'interrupted'
  )
})

it('says of a run of a newer version what is not known of it', () => {
  const run = { end: 'finished', outcome: null, eventCount: 0, newer: 'the task "task5"' }
  expect(outcomeText(run as never, () => null)).toBe('made by a newer UDP Lab (the task "task5")')
})

it('says what its task says of an outcome, and how many events there were without one', () => {
  const run = { end: 'finished', outcome: { kind: 'numbers', value: 7 }, eventCount: 1200 }
  expect(outcomeText(run as never, (outcome) => `${String(outcome?.value)} came back`)).toBe('7 came back')
  expect(outcomeText({ ...run, end: 'cancelled' } as never, () => 'some')).toBe('some, cancelled')
  expect(outcomeText({ ...run, outcome: null } as never, () => null)).toBe('1,200 events')
})
