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
  expect(outcomeText({ end: 'interrupted', outcome: null, eventCount: 0 } as never)).toContain('interrupted')
})

it('says of a run of a newer version what is not known of it', () => {
  const run = { end: 'finished', outcome: null, eventCount: 0, newer: 'the task "task5"' }
  expect(outcomeText(run as never)).toBe('made by a newer UDP Lab (the task "task5")')
})
