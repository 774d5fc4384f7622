/** Writes each bar's own value above it, so that a bar of height 0 is seen to be measured. Off unless a chart asks. */
import { figure } from '#shared/text'
import { Chart, type Plugin } from 'chart.js'

export interface BarValuesOptions {
  enabled: boolean
  colour: string
  /** Behind the text, where a value is wider than its bar and reaches over the next. */
  ground: string
  font: string
}

/** A value as it is written: centred at x, its lower edge at y, in px. */
export interface Label {
  x: number
  y: number
  width: number
}

const lineHeightPx = 12

/** The same label, raised above those that it would be written over. */
export function clearOf(written: readonly Label[], label: Label): Label {
  const below = written.find(
    ({ x, y, width }) =>
      Math.abs(x - label.x) < (width + label.width) / 2 + 2 && Math.abs(y - label.y) < lineHeightPx
  )
  return below ? clearOf(written, { ...label, y: below.y - lineHeightPx }) : label
}

const barValues: Plugin<'bar', BarValuesOptions> = {
  id: 'barValues',
  defaults: { enabled: false, colour: '', ground: '', font: '' },
  afterDatasetsDraw(chart, _, { enabled, colour, ground, font }) {
    if (!enabled) return
    const { ctx, data } = chart
    ctx.save()
    ctx.fillStyle = colour
    ctx.font = `11px ${font}`
    ctx.textAlign = 'center'
    ctx.textBaseline = 'bottom'
    ctx.strokeStyle = ground
    ctx.lineWidth = 3
    ctx.lineJoin = 'round'
    const written: Label[] = []
    data.datasets.forEach((set, index) =>
      chart.getDatasetMeta(index).data.forEach((bar, row) => {
        const value = set.data[row]
        if (typeof value !== 'number') return
        const text = figure(value, 1)
        const label = clearOf(written, { x: bar.x, y: bar.y - 3, width: ctx.measureText(text).width })
        written.push(label)
        ctx.strokeText(text, label.x, label.y)
        ctx.fillText(text, label.x, label.y)
      })
    )
    ctx.restore()
  }
}

Chart.register(barValues)
