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
  PointElement,
  Tooltip
)

export type BarOptions = NonNullable<ChartConfiguration<'bar'>['options']>
export type BarData = ChartConfiguration<'bar', (number | null)[], string>['data']
export type LineOptions = NonNullable<ChartConfiguration<'line'>['options']>
export type LineData = ChartConfiguration<'line'>['data']

export interface Drawing {
  type: 'bar' | 'line'
  /** Give the same object while nothing changed: for new options the chart is made anew. */
  options: () => BarOptions | LineOptions
  data: () => BarData | LineData
}

/** Keeps a chart on a canvas and redraws it whenever what it is made of has changed. */
export function drawn({ type, options, data }: Drawing): Attachment<HTMLCanvasElement> {
  return (canvas) => {
    let chart: Chart | null = null
    let known: unknown = null
    $effect(() => {
      const [newOptions, newData] = [options() as ChartOptions, data() as ChartConfiguration['data']]
      // Other options, such as another theme's, need a new chart: bars keep the colours that they were made with.
      if (newOptions !== known) chart?.destroy()
      if (!chart || newOptions !== known) {
        chart = new Chart(canvas, { type, options: newOptions, data: newData })
      } else {
        if (newData.labels) chart.data.labels = newData.labels
        // The sets stay the same objects: chart.js keeps what it has drawn for them.
        newData.datasets.forEach((set, index) => Object.assign(chart!.data.datasets[index]!, set))
        chart.update('none')
      }
      known = newOptions
    })
    return () => chart?.destroy()
  }
}

/** Size of a saved chart; it is drawn with twice as many pixels. */
const savedPx = { width: 960, height: 440 }

/** The chart as a PNG file of one size, however small it is on the screen. */
export async function chartPng({ type, options, data }: Drawing): Promise<Uint8Array | null> {
  const canvas = document.createElement('canvas')
  canvas.width = savedPx.width
  canvas.height = savedPx.height
  const fixed = { ...options(), responsive: false, devicePixelRatio: 2 } as ChartOptions
  const chart = new Chart(canvas, { type, options: fixed, data: data() as ChartConfiguration['data'] })
  const bytes = await canvasPng(canvas, surfaceColour())
  chart.destroy()
  return bytes
}

/** The look that all charts share. */
export function sharedOptions(
  theme: ChartTheme,
  xTitle: string,
  yTitle: string
): ChartOptions<'bar' | 'line'> {
  const font = { family: theme.font, size: 11 }
  const title = (text: string) => ({ display: true, text, color: theme.muted, font, padding: 0 })
  const ticks = { color: theme.muted, font, maxRotation: 0, autoSkipPadding: 16, padding: 4 }
  return {
    animation: false,
    responsive: true,
    maintainAspectRatio: false,
    normalized: true,
    layout: { padding: { top: 4, right: 12, bottom: 4, left: 8 } },
    interaction: { mode: 'index', intersect: false },
    scales: {
      x: { title: title(xTitle), ticks, grid: { display: false }, border: { color: theme.grid } },
      y: {
        title: title(yTitle),
        ticks: { ...ticks, maxTicksLimit: 6 },
        beginAtZero: true,
        grid: { color: theme.grid },
        border: { display: false }
      }
    },
    plugins: {
      legend: {
        position: 'top',
        align: 'start',
        labels: { color: theme.text, font, boxWidth: 12, boxHeight: 8, padding: 8 }
      },
      tooltip: { animation: false, titleFont: font, bodyFont: font, boxPadding: 4 }
    }
  }
}

/** A legend that shows the strokes of the lines themselves. */
export function lineLegend(theme: ChartTheme): NonNullable<ChartOptions<'line'>['plugins']>['legend'] {
  const font = { family: theme.font, size: 11 }
  const labels = {
    color: theme.text,
    font,
    usePointStyle: true,
    pointStyleWidth: 28,
    boxHeight: 8,
    padding: 8
  }
  return { position: 'top', align: 'start', labels }
}
