/** Colours for pictures on a canvas, which no stylesheet reaches; read anew when the system changes its theme. */

const dark = typeof matchMedia === 'function' ? matchMedia('(prefers-color-scheme: dark)') : null
let version = $state(0)
dark?.addEventListener('change', () => version++)

export interface ChartTheme {
  text: string
  muted: string
  grid: string
  surface: string
  font: string
  /** Colour of a custom property, such as `--data-delivered`. */
  colour: (property: string) => string
}

export function chartTheme(): ChartTheme {
  void version
  const style = getComputedStyle(document.documentElement)
  const colour = (property: string): string => style.getPropertyValue(property).trim()
  return {
    text: colour('--text'),
    muted: colour('--text-muted'),
    grid: colour('--grid'),
    surface: colour('--surface'),
    font: colour('--font'),
    colour
  }
}

export type Pattern = 'plain' | 'hatched' | 'dotted'

/** Patterns that were drawn before, by all that they depend on. */
const patterns: Record<string, CanvasPattern | null> = {}

/** A fill that differs by more than its colour. */
export function patterned(pattern: Pattern, ink: string, ground: string): string | CanvasPattern {
  if (pattern === 'plain') return ink
  const key = `${pattern} ${ink} ${ground}`
  if (!(key in patterns)) patterns[key] = drawPattern(pattern, ink, ground)
  return patterns[key] ?? ink
}

function drawPattern(pattern: Pattern, ink: string, ground: string): CanvasPattern | null {
  const tile = document.createElement('canvas')
  tile.width = tile.height = 6
  const context = tile.getContext('2d')
  if (!context) return null
  context.fillStyle = ink
  context.fillRect(0, 0, 6, 6)
  context.strokeStyle = context.fillStyle = ground
  if (pattern === 'hatched') {
    context.lineWidth = 0.9
    for (const shift of [-6, 0, 6]) {
      context.moveTo(shift, 6)
      context.lineTo(shift + 6, 0)
    }
    context.stroke()
  } else context.fillRect(2, 2, 2, 2)
  return context.createPattern(tile, 'repeat')
}
