/** The legend of a picture on a canvas: colours and strokes with their words, in as many lines as they need. */
import type { ChartTheme } from './theme.svelte'

export interface LegendEntry {
  label: string
  /** Custom property that holds the colour. */
  colour: string
  /** Lengths of the dashes of an upright line; `curve`: a line across; null: a coloured area. */
  dash: readonly number[] | 'curve' | null
}

const rowPx = 16
const swatchPx = 12
const leftPx = 12

/** No two words ever stand on each other: what does not fit in a line begins the next. @returns how many lines it took */
export function drawLegend(
  context: CanvasRenderingContext2D,
  rightPx: number,
  theme: ChartTheme,
  entries: readonly LegendEntry[]
): number {
  let [x, row] = [leftPx, 0]
  context.textAlign = 'left'
  for (const { label, colour, dash } of entries) {
    const widthPx = swatchPx + 5 + context.measureText(label).width
    if (x > leftPx && x + widthPx > rightPx) [x, row] = [leftPx, row + 1]
    const y = row * rowPx + rowPx / 2 + 2
    const ink = theme.colour(colour)
    if (dash === null || dash === 'curve') {
      context.fillStyle = ink
      const heightPx = dash === null ? 8 : 2
      context.fillRect(x, y - heightPx / 2, swatchPx, heightPx)
    } else {
      context.strokeStyle = ink
      context.lineWidth = 1.5
      context.setLineDash([...dash])
      context.beginPath()
      context.moveTo(x + swatchPx / 2, y - 7)
      context.lineTo(x + swatchPx / 2, y + 7)
      context.stroke()
      context.setLineDash([])
    }
    context.fillStyle = theme.text
    context.fillText(label, x + swatchPx + 5, y)
    x += widthPx + 12
  }
  return row + 1
}
