/** How each client looks: a colour and a shape, the same in the whole window. Colour alone tells nobody apart. */

export const shapes = ['circle', 'square', 'triangle', 'diamond'] as const
export type Shape = (typeof shapes)[number]

export interface ClientLook {
  colour: string
  shape: Shape
}

/** Hues follow each other by the golden angle, so that neighbours in number are never neighbours in colour. */
const goldenDegrees = 137.508
const firstDegrees = 255

/** Neighbours with one shape: were it another for each, a pool of four would sort them by shape in turn. */
const alike = 4

/** Even in lightness: on white and on black each has a contrast of 3:1 and more (WCAG 2.2, 1.4.11). */
export function clientLook(client: number, isDark: boolean): ClientLook {
  const hue = Math.round((firstDegrees + client * goldenDegrees) % 360)
  return {
    colour: isDark ? `oklch(0.77 0.14 ${hue})` : `oklch(0.56 0.16 ${hue})`,
    shape: shapes[Math.floor(client / alike) % shapes.length] ?? 'circle'
  }
}

/** A shape around a point. @param size half of its width, in px */
export function traceShape(
  context: CanvasRenderingContext2D,
  shape: Shape,
  x: number,
  y: number,
  size: number
): void {
  context.beginPath()
  if (shape === 'circle') context.arc(x, y, size, 0, 2 * Math.PI)
  else if (shape === 'square') context.rect(x - size * 0.88, y - size * 0.88, size * 1.76, size * 1.76)
  else if (shape === 'triangle') {
    context.moveTo(x, y - size * 1.15)
    context.lineTo(x + size * 1.1, y + size * 0.85)
    context.lineTo(x - size * 1.1, y + size * 0.85)
    context.closePath()
  } else {
    context.moveTo(x, y - size * 1.25)
    context.lineTo(x + size * 1.25, y)
    context.lineTo(x, y + size * 1.25)
    context.lineTo(x - size * 1.25, y)
    context.closePath()
  }
}
