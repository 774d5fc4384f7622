/** Colours of programs are as readable as a terminal's other text: 4.5 to 1 (WCAG 2.2, 1.4.3), in both themes and on a chosen line. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

const theme = readFileSync(path.resolve(import.meta.dirname, '../../theme.css'), 'utf8')
const valuesOf = (name: string): string[] =>
  [...theme.matchAll(new RegExp(`--${name}: (#[0-9a-f]{6});`, 'g'))].flatMap(([, value]) => value ?? [])

/** Relative luminance, as WCAG defines it. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(one: string, other: string): number {
  const [dark = 0, bright = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (bright + 0.05) / (dark + 0.05)
}

const grounds = [...valuesOf('terminal'), ...valuesOf('terminal-hover')]

test.each(Array.from({ length: 16 }, (_, index) => index))('colour %i', (index) => {
  const [ink = ''] = valuesOf(`terminal-ink-${index}`)
  expect(grounds.length).toBeGreaterThanOrEqual(3)
  for (const ground of grounds) expect(contrast(ink, ground)).toBeGreaterThanOrEqual(4.5)
})
