import { expect, test } from 'vitest'
import { chartSvg, linePath, logarithmicTicks, tickStep, ticks } from './chart'
import { figureSvg, fitted, label, labelPt, letterPt } from './sheet'
import { standalone } from '../report/svg-file'

test('no label of a figure is smaller than 8 points, and a unit of the drawing is a point of the page', () => {
  expect(labelPt).toBeGreaterThanOrEqual(8)
  const { markup } = figureSvg(200, 99.5, 'A <b>', label(1, 2, '<script>'))
  expect(markup).toMatch(/viewBox="0 0 200 100"\s+width="200pt"\s+height="100pt"/)
  expect(markup).toContain(`font-size="${labelPt}"`)
  expect(markup).toContain('aria-label="A &lt;b&gt;"')
  expect(markup).toContain('&lt;script&gt;')
  expect(markup.match(/font-size/g)).toHaveLength(1)
  expect(standalone(figureSvg(1, 1, '', null))).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/)
})

test('ticks are steps of 1, 2 or 5', () => {
  expect(tickStep(20_000, 5)).toBe(5000)
  expect(ticks({ to: 212_992 }, 5)).toEqual([0, 50_000, 100_000, 150_000, 200_000])
  expect(ticks({ from: 0.5, to: 8.5 }, 9)).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
  expect(ticks({ to: 0 }, 4)).toEqual([0])
})

test('two ticks at least: one alone gives no scale', () => {
  expect(ticks({ to: 416_000 }, 2)).toEqual([0, 200_000, 400_000])
  expect(ticks({ from: 0.9, to: 1.2 }, 1)).toHaveLength(2)
})

test.each([200, 2000, 20_000, 1_000_000])('no label of an axis to %d leaves the paper', (to) => {
  const axis = { title: '', to }
  const { markup } = chartSvg({
    ...{ widthPt: 200, fieldPt: 60, description: '', keys: [], draw: () => null },
    ...{ x: axis, y: axis }
  })
  const middles = [...markup.matchAll(/x="([\d.]+)"[^>]*text-anchor="middle"[^>]*>([^<]+)</g)]
  expect(middles.length).toBeGreaterThan(1)
  for (const [, x, text] of middles)
    expect(Number(x) + (text!.trim().length * letterPt) / 2).toBeLessThanOrEqual(200)
})

test('what does not fit is cut, and says so', () => {
  expect(fitted('Client', 100)).toBe('Client')
  expect(fitted('Helllo UDP Server', 44)).toBe('Helllo UD…')
  expect(fitted('Client', 10)).toBe('')
})

test('a line through many points keeps every peak', () => {
  const xs = Array.from({ length: 10_000 }, (_, index) => index)
  const ys = xs.map((x) => (x === 4321 ? 100 : 0))
  const scale = {
    x: (value: number) => value / 100,
    y: (value: number) => 100 - value,
    leftPt: 0,
    rightPt: 100,
    topPt: 0,
    bottomPt: 100
  }
  const d = linePath(xs, ys, scale)
  expect(d).toMatch(/^M0 100L/)
  expect(d).toContain('L43.2 0L')
  expect(d.split('L').length).toBeLessThan(450)
})

test('a chart of nothing is a chart', () => {
  const axis = { title: 'x', to: 0 }
  const { markup } = chartSvg({
    widthPt: 100,
    fieldPt: 50,
    description: 'd',
    x: axis,
    y: axis,
    keys: [],
    draw: () => null
  })
  expect(markup).not.toMatch(/NaN|Infinity/)
})

test('a logarithmic axis has ticks of 1, 2 and 5, or of powers alone, and names those values that have room', () => {
  expect(logarithmicTicks({ from: 90, to: 5500 }, 9)).toEqual([100, 200, 500, 1000, 2000, 5000])
  expect(logarithmicTicks({ from: 90, to: 5500 }, 3)).toEqual([100, 1000])
  const { markup } = chartSvg({
    widthPt: 200,
    fieldPt: 50,
    description: 'd',
    x: { title: 'x', from: 95, to: 1_050_000, isLogarithmic: true, named: [100, 110, 1_000_000] },
    y: { title: 'y', to: 1 },
    keys: [],
    draw: ({ x }) => String(Math.round(x(10_000)))
  })
  expect(markup).toContain('>100<')
  expect(markup).not.toContain('>110<')
  expect(markup).toContain('>1,000,000<')
  // Half the way between 100 and 1,000,000.
  expect(markup).toMatch(/107\s*<\/svg>$/)
})
