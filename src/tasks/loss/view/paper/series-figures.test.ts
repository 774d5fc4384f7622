import { expect, test } from 'vitest'
import { labelPt, sheetWidths } from '#shared/paper/sheet'
import {
  keptOf,
  lostInSweep,
  lostInTwoByTwo,
  seriesOf,
  sweepPlan,
  twoByTwoPlan
} from '../../model/kept-series.fixture'
import { seriesPictures } from '../series-pictures'
import { sweepFigure } from './sweep-figure'
import { traceFigure } from './trace-figure'

test('a sweep has a dot for each run, its medians, the model’s curve, and labels of 8 points', () => {
  const { points } = seriesOf(sweepPlan, lostInSweep)
  const markup = sweepFigure(sweepPlan, points, sheetWidths.full, 150)?.markup ?? ''
  expect(markup.match(/<circle/g)).toHaveLength(9)
  expect(markup).toContain('25000: 60.00 %, 50000: 30.50 %, 400000: 0.00 %. The model says 25000: 25.00 %')
  expect(markup).toContain('server receive buffer, bytes')
  expect(markup).toContain(`font-size="${labelPt}"`)
  expect(markup.match(/font-size/g)).toHaveLength(1)
  expect(markup).not.toMatch(/NaN|Infinity|undefined/)
})

test.each([
  ['one value', [1000], [[0]]],
  ['from 0 on', [0, 10], [[0], [5]]],
  ['the same value twice', [8, 8], [[0], [5]]]
])('a sweep of %s is a figure', (_what, values, lost) => {
  const plan = { ...sweepPlan, vary: 'service-us' as const, values, repeats: 1 }
  const markup = sweepFigure(plan, seriesOf(plan, lost).points, 493, 150)?.markup ?? 'none'
  expect(markup).not.toMatch(/NaN|Infinity|undefined|none"? d=/)
  expect(markup.match(/<circle/g)).toHaveLength(values.length)
})

test('a two-by-two has four traces on one scale, and says what each shows', () => {
  const markup = traceFigure(seriesOf(twoByTwoPlan, lostInTwoByTwo).points, 493, 60)?.markup ?? ''
  for (const name of ['Both small', 'Server large', 'Client large', 'Both large'])
    expect(markup).toContain(`>${name}<`)
  expect(markup).toContain('peak 212,992 B, 12 dropped')
  expect(markup).toContain('All four: 0 to 250,000 bytes')
  expect(markup).not.toMatch(/NaN|Infinity|undefined/)
})

test('of nothing measured there is no figure; what the model cannot tell stands in the caption', () => {
  expect(sweepFigure(sweepPlan, seriesOf(sweepPlan, []).points, 493, 150)).toBeNull()
  expect(traceFigure(seriesOf(twoByTwoPlan, []).points, 493, 60)).toBeNull()
  const kept = keptOf(seriesOf(sweepPlan, lostInSweep))
  const [first] = kept.points
  if (first && 'model' in first && first.model) first.model.lossRatio = null
  const [picture] = seriesPictures(kept)
  expect(picture?.kind).toBe('wide-chart')
  expect(picture?.caption).toMatch(
    /^Loss by server receive buffer: .* The model cannot tell how much is lost at 25,000: /
  )
})
