/** Writes each bar's own value above it, so that a bar of height 0 is seen to be measured. Off unless a chart asks. */
import { figure } from '#shared/text'
import { Chart, type Plugin } from 'chart.js'

export interface BarValuesOptions {
  enabled: boolean
  colour: string
  font: string
}

const barValues: Plugin<'bar', BarValuesOptions> = {
  id: 'barValues',
  defaults: { enabled: false, colour: '', font: '' },
  afterDatasetsDraw(chart, _, { enabled, colour, font }) {
    if (!enabled) return
    const { ctx, data } = chart
    ctx.save()
    ctx.fillStyle = colour
    ctx.font = `11px ${font}`
    ctx.textAlign = 'center'
    ctx.textBaseline = 'bottom'
    data.datasets.forEach((set, index) =>
      chart.getDatasetMeta(index).data.forEach((bar, row) => {
        const value = set.data[row]
        if (typeof value === 'number') ctx.fillText(figure(value, 1), bar.x, bar.y - 3)
      })
    )
    ctx.restore()
  }
}

Chart.register(barValues)
