/** Upright lines at numbers of the x axis, with their words at the top: what was guessed, predicted, found or asked. */
import type { Chart, Plugin } from 'chart.js'
import type { ChartTheme } from './theme.svelte'

export interface NumberMark {
  number: number
  label: string
  kind: 'guess' | 'model' | 'truth' | 'asked'
}

const looks: Record<NumberMark['kind'], { colour: string; dash: number[] }> = {
  guess: { colour: '--data-guess', dash: [2, 3] },
  model: { colour: '--data-model', dash: [7, 4] },
  truth: { colour: '--data-lost-request', dash: [] },
  asked: { colour: '--text', dash: [1, 2] }
}

/** How the line of a mark is drawn: its colour's custom property and its dashes. */
export const markLook = (kind: NumberMark['kind']): { colour: string; dash: number[] } => looks[kind]

const rowPx = 15
const gapPx = 4

function drawMark(chart: Chart, theme: ChartTheme, mark: NumberMark, row: number): void {
  const { ctx, chartArea, scales } = chart
  const x = scales['x']!
  const atPx = Math.round(x.getPixelForValue(mark.number)) + 0.5
  const { colour, dash } = looks[mark.kind]
  const ink = theme.colour(colour)
  ctx.strokeStyle = ink
  ctx.lineWidth = 1.5
  ctx.setLineDash(dash)
  ctx.beginPath()
  ctx.moveTo(atPx, chartArea.top)
  ctx.lineTo(atPx, chartArea.bottom)
  ctx.stroke()
  // Words stand on the side that has room, on a ground of their own: bars are behind them.
  const widthPx = ctx.measureText(mark.label).width + 2 * gapPx
  const leftPx = atPx + widthPx > chartArea.right ? Math.max(chartArea.left, atPx - widthPx) : atPx
  const topPx = chartArea.top + 2 + row * rowPx
  ctx.fillStyle = theme.surface
  ctx.globalAlpha = 0.88
  ctx.fillRect(leftPx, topPx, widthPx, rowPx - 1)
  ctx.globalAlpha = 1
  ctx.fillStyle = ink
  ctx.fillText(mark.label, leftPx + gapPx, topPx + rowPx / 2)
}

/** @param marks read whenever the chart is drawn */
export function numberMarks(marks: () => readonly NumberMark[], theme: () => ChartTheme): Plugin {
  return {
    id: 'number-marks',
    afterDatasetsDraw: (chart) => {
      const { min, max } = chart.scales['x']!
      const visible = marks().filter(({ number }) => number >= min && number <= max)
      const look = theme()
      chart.ctx.save()
      chart.ctx.font = `500 11px ${look.font}`
      chart.ctx.textBaseline = 'middle'
      chart.ctx.textAlign = 'left'
      visible.forEach((mark, row) => drawMark(chart, look, mark, row))
      chart.ctx.restore()
    }
  }
}
