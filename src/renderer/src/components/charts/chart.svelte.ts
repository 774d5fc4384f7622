/** chart.js with just the parts that are used, without animation. */
import {
  BarController,
  BarElement,
  CategoryScale,
  Chart,
  type ChartConfiguration,
  type ChartOptions,
  Decimation,
  Legend,
  LinearScale,
  LineController,
  LineElement,
  LogarithmicScale,
  type Plugin,
  PointElement,
  Tooltip
} from 'chart.js'
import type { Attachment } from 'svelte/attachments'
import { canvasPng, surfaceColour } from '../pictures'
import type { ChartTheme } from './theme.svelte'

Chart.register(
  BarController,
  BarElement,
  CategoryScale,
  Decimation,
  Legend,
  LinearScale,
  LineController,
  LineElement,
  LogarithmicScale,
  PointElement,
  Tooltip
)

export type BarOptions = NonNullable<ChartConfiguration<'bar'>['options']>
export type BarData = ChartConfiguration<'bar', { x: number; y: number | null }[]>['data']
/** Bars of named groups. */
export type GroupData = ChartConfiguration<'bar', (number | null)[], string>['data']
export type LineOptions = NonNullable<ChartConfiguration<'line'>['options']>
export type LineData = ChartConfiguration<'line'>['data']

/** Ends of an axis, in its own units. */
export interface AxisLimits {
  min: number
  max: number
}

export interface Drawing {
  type: 'bar' | 'line'
  /** Give the same object while nothing changed: for new options the chart is made anew. */
  options: () => BarOptions | LineOptions
  data: () => BarData | GroupData | LineData
  /** Ends of the axes that change without a new chart; read whenever the data are. */
  limits?: () => Partial<Record<'x' | 'y', AxisLimits>>
  /** What is drawn besides; made anew for each chart. */
  plugins?: () => Plugin[]
}

function withLimits(options: ChartOptions, { limits }: Drawing): ChartOptions {
  const scales = { ...options.scales }
  for (const [axis, ends] of Object.entries(limits?.() ?? {})) scales[axis] = { ...scales[axis], ...ends }
  return { ...options, scales } as ChartOptions
}

/** Keeps a chart on a canvas and redraws it whenever what it is made of has changed. */
export function drawn(drawing: Drawing): Attachment<HTMLCanvasElement> {
  const { type, options, data } = drawing
  return (canvas) => {
    let chart: Chart | null = null
    let known: unknown = null
    $effect(() => {
      const [newOptions, newData] = [options() as ChartOptions, data() as ChartConfiguration['data']]
      const limited = withLimits(newOptions, drawing)
      const plugins = drawing.plugins?.() ?? []
      // Other options, such as another theme's, need a new chart: bars keep the colours that they were made with.
      // So does another number of lines.
      const sets = chart?.data.datasets.length
      const isOther = newOptions !== known || sets !== newData.datasets.length
      if (isOther) chart?.destroy()
      if (!chart || isOther) {
        chart = new Chart(canvas, { type, options: limited, data: newData, plugins })
      } else {
        for (const axis of ['x', 'y'] as const)
          Object.assign(chart.options.scales![axis]!, drawing.limits?.()[axis])
        // The sets stay the same objects: chart.js keeps what it has drawn for them.
        newData.datasets.forEach((set, index) => Object.assign(chart!.data.datasets[index]!, set))
        chart.update('none')
      }
      known = newOptions
    })
    return () => chart?.destroy()
  }
}

/** What the x axis of the chart on a canvas says at a place, in px from the canvas's left; null outside of the axes. */
export function valueAt(canvas: HTMLCanvasElement, px: number): number | null {
  const chart = Chart.getChart(canvas)
  if (!chart || px < chart.chartArea.left || px > chart.chartArea.right) return null
  return chart.scales['x']?.getValueForPixel(px) ?? null
}

/** The space between the axes in px from the canvas's corner, and what the x axis says at both ends; null before it is drawn. */
export function plotOf(canvas: HTMLCanvasElement) {
  const chart = Chart.getChart(canvas)
  const x = chart?.scales['x']
  if (!chart || !x) return null
  const { left, right, top, bottom } = chart.chartArea
  return { left, right, top, bottom, min: x.min, max: x.max }
}

/** Where a value of the x axis stands, in px from the canvas's left; null outside of the axes. */
export function pixelAt(canvas: HTMLCanvasElement, value: number): number | null {
  const chart = Chart.getChart(canvas)
  const px = chart?.scales['x']?.getPixelForValue(value)
  return !chart || px === undefined || px < chart.chartArea.left || px > chart.chartArea.right ? null : px
}

/** Width of the space between the axes, in px. */
export function plotWidthPx(canvas: HTMLCanvasElement): number {
  return Chart.getChart(canvas)?.chartArea.width ?? canvas.clientWidth
}

/** Size of a saved chart; it is drawn with twice as many pixels. */
const savedPx = { width: 960, height: 440 }

/** The chart as a PNG file of one size, however small it is on the screen. */
export async function chartPng(drawing: Drawing): Promise<Uint8Array | null> {
  const { type, options, data } = drawing
  const canvas = document.createElement('canvas')
  canvas.width = savedPx.width
  canvas.height = savedPx.height
  const limited = withLimits(options() as ChartOptions, drawing)
  const fixed = { ...limited, responsive: false, devicePixelRatio: 2 } as ChartOptions
  const plugins = drawing.plugins?.() ?? []
  const chart = new Chart(canvas, {
    type,
    options: fixed,
    data: data() as ChartConfiguration['data'],
    plugins
  })
  const bytes = await canvasPng(canvas, surfaceColour())
  chart.destroy()
  return bytes
}

/** Charts lower than this say on the axis at the left alone what they count: there is no room for more. */
export const compactBelowPx = 150

/** The look that all charts share. */
export function sharedOptions(
  theme: ChartTheme,
  xTitle: string,
  yTitle: string,
  compact = false
): ChartOptions<'bar' | 'line'> {
  const font = { family: theme.font, size: 11 }
  const title = (text: string) => ({ display: true, text, color: theme.muted, font, padding: 0 })
  const ticks = { color: theme.muted, font, maxRotation: 0, autoSkipPadding: 16, padding: 4 }
  return {
    animation: false,
    responsive: true,
    maintainAspectRatio: false,
    normalized: true,
    layout: { padding: { top: compact ? 0 : 4, right: 12, bottom: compact ? 0 : 4, left: 8 } },
    interaction: { mode: 'index', intersect: false },
    scales: {
      x: {
        title: { ...title(xTitle), display: !compact },
        ticks,
        grid: { display: false },
        border: { color: theme.grid }
      },
      y: {
        // It is longer than a low axis, and would be cut at both ends; the readout has the unit too.
        title: { ...title(yTitle), display: !compact },
        ticks: { ...ticks, maxTicksLimit: compact ? 3 : 6 },
        beginAtZero: true,
        grid: { color: theme.grid },
        border: { display: false }
      }
    },
    plugins: {
      legend: {
        position: 'top',
        align: 'start',
        labels: legendLabels(theme, compact)
      },
      tooltip: { animation: false, titleFont: font, bodyFont: font, boxPadding: 4 }
    }
  }
}

/** In a low chart the names stand closer, so that they need one line. */
function legendLabels(theme: ChartTheme, compact: boolean) {
  const font = { family: theme.font, size: compact ? 10 : 11 }
  return { color: theme.text, font, boxWidth: compact ? 8 : 12, boxHeight: 8, padding: compact ? 6 : 8 }
}

/** A legend that shows the strokes of the lines themselves. */
export function lineLegend(
  theme: ChartTheme,
  compact: boolean
): NonNullable<ChartOptions<'line'>['plugins']>['legend'] {
  const labels = {
    ...legendLabels(theme, compact),
    usePointStyle: true,
    pointStyleWidth: compact ? 18 : 28,
    // What has no points is not drawn, and its name would only take room; of the others the dashes are shown too.
    generateLabels: (chart: Chart) => {
      const sets = chart.data.datasets as LineData['datasets']
      return Chart.defaults.plugins.legend.labels
        .generateLabels(chart)
        .map((item) => ({ ...item, lineDash: sets[item.datasetIndex!]!.borderDash as number[] }))
        .filter((item) => sets[item.datasetIndex!]!.data.length > 0)
    }
  }
  return { position: 'top', align: 'start', labels }
}
