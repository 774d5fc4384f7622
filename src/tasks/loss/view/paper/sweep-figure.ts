/** A sweep on paper: each run, the medians with their range, and the model's curve, as its tab draws them. */
import { chartSvg, type Key, type Scale, tickStep } from '#shared/paper/chart'
import { at, path, shape } from '#shared/paper/sheet'
import { html, type Html } from '#shared/report/html-template'
import { ascendingValues, type MeasuredValue } from '../../model/measured'
import type { SeriesPoint, SweepPlan } from '../../model/series'
import { percentText } from '../../model/series-tables'
import { asksForLogarithmic, axisValues } from '../../model/sweep-axis'
import { sweepDescriptions } from '../../model/sweep-variables'

type Place = readonly [x: number, y: number]

const lines = [
  { key: 'lossRatio', label: 'lost, median', ink: '#16191f' },
  { key: 'requestRatio', label: 'lost requests', ink: '#c24e00', dash: '6 3' },
  { key: 'replyRatio', label: 'lost replies', ink: '#a84a86', dash: '2 2.5' }
] as const
const modelLook = { label: 'model', ink: '#0a7355', dash: '5 3' } as const
/** The values themselves are the best ticks, as long as there is room for them. */
const namedMaximum = 12
const bandInk = '#e2e5ea'
const dotInk = '#6b7382'

const through = (places: readonly Place[]): string =>
  places.map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${at(x)} ${at(y)}`).join('')

/** Signs tell the lines apart without colour: a disc, a triangle, a square on its corner. */
const signs = {
  lossRatio: ([x, y]: Place) => `M${at(x - 2.4)} ${at(y)}a2.4 2.4 0 1 0 4.8 0a2.4 2.4 0 1 0 -4.8 0z`,
  requestRatio: ([x, y]: Place) => `M${at(x)} ${at(y - 2.8)}l2.6 4.6h-5.2z`,
  replyRatio: ([x, y]: Place) => `M${at(x)} ${at(y - 2.8)}l2.8 2.8l-2.8 2.8l-2.8 -2.8z`
} as const

const cross = ([x, y]: Place): string => `M${at(x - 2.8)} ${at(y - 2.8)}l5.6 5.6m0 -5.6l-5.6 5.6`

function dots(rows: readonly MeasuredValue[], place: (x: number, ratio: number) => Place): Html[] {
  return rows.flatMap(({ value, point }) =>
    point.runs.map(({ ledger }) => {
      const [x, y] = place(value, ledger.lossRatio)
      return html`<circle
        cx="${at(x)}"
        cy="${at(y)}"
        r="1.5"
        fill="none"
        stroke="${dotInk}"
        stroke-width="0.8"
      />`
    })
  )
}

/** The model's curve: in pieces, with a gap where it cannot tell. */
function modelHtml(rows: readonly MeasuredValue[], place: (x: number, ratio: number) => Place): Html[] {
  const pieces: Place[][] = [[]]
  for (const { value, point } of rows) {
    const ratio = point.model?.lossRatio ?? null
    if (ratio === null) pieces.push([])
    else pieces.at(-1)?.push(place(value, ratio))
  }
  return [
    ...pieces.map((piece) => path(through(piece), { ...modelLook, widthPt: 1.2 })),
    path(pieces.flat().map(cross).join(''), { ink: modelLook.ink, widthPt: 1.1 })
  ]
}

/** The most that stands in the picture, of 1. */
function highest(rows: readonly MeasuredValue[]): number {
  const most = rows.flatMap(({ summary, point }) => [summary.lossRatio.maximum, point.model?.lossRatio ?? 0])
  return Math.max(0.01, ...most)
}

/** The next tick above, so that the axis ends with a number. */
function topOf(most: number): number {
  const step = tickStep(most, 4)
  return Math.ceil(most / step) * step * 1.03
}

/** A little beyond the values, so that no sign stands on an edge. */
function rangeOf(values: readonly number[], isLogarithmic: boolean): { from: number; to: number } {
  const [low, high] = [values[0] ?? 0, values.at(-1) ?? 1]
  const beyond = 0.02
  if (isLogarithmic) {
    const factor = (high / low) ** beyond
    return { from: low / factor, to: high * factor }
  }
  const room = high > low ? (high - low) * beyond : Math.max(1, high * beyond)
  return { from: low - room, to: high + room }
}

/** The values with their median, as words. */
function wordsOf(rows: readonly MeasuredValue[]): string {
  const said = rows.map(({ value, summary }) => `${value}: ${percentText(summary.lossRatio.median)}`)
  const model = rows.map(({ value, point }) => {
    const ratio = point.model?.lossRatio ?? null
    return `${value}: ${ratio === null ? 'cannot tell' : percentText(ratio)}`
  })
  return `${said.join(', ')}. The model says ${model.join(', ')}`
}

/** Null: no run was done. */
export function sweepFigure(
  plan: SweepPlan,
  points: readonly SeriesPoint[],
  widthPt: number,
  fieldPt: number
): Html | null {
  const rows = ascendingValues(plan, points)
  if (rows.length === 0) return null
  const { title, unit } = sweepDescriptions[plan.vary]
  const axis = `${title.toLowerCase()}, ${unit}`
  const planned = axisValues(plan.values)
  const isLogarithmic = asksForLogarithmic(planned)
  const isSilent = rows.some(({ point }) => point.model?.lossRatio === null)
  const keys: Key[] = [
    ...lines.map(({ label: words, ink, ...more }) => ({ label: words, ink, ...more })),
    { label: isSilent ? 'model (a gap: it cannot tell)' : 'model', ink: modelLook.ink, dash: modelLook.dash },
    { label: 'least to most', ink: bandInk, sign: 'square' },
    { label: '○ each run', ink: dotInk, sign: 'none' }
  ]
  const draw = ({ x, y }: Scale): Html[] => {
    const place = (value: number, ratio: number): Place => [x(value), y(100 * ratio)]
    const edge = (end: 'minimum' | 'maximum'): Place[] =>
      rows.map(({ value, summary }) => place(value, summary.lossRatio[end]))
    const median = (key: (typeof lines)[number]['key']): Place[] =>
      rows.map(({ value, summary }) => place(value, summary[key].median))
    return [
      shape(`${through([...edge('maximum'), ...edge('minimum').toReversed()])}z`, bandInk),
      ...lines
        .toReversed()
        .flatMap(({ key, ...look }) => [
          path(through(median(key)), { ...look, widthPt: 1.4 }),
          shape(median(key).map(signs[key]).join(''), look.ink)
        ]),
      // On top: where the model is right, its dashes let the medians through.
      ...modelHtml(rows, place),
      ...dots(rows, place)
    ]
  }
  return chartSvg({
    widthPt,
    fieldPt,
    description: `Loss by value, median loss over ${axis}: ${wordsOf(rows)}`,
    x: {
      title: `${axis}${isLogarithmic ? ' (logarithmic)' : ''}`,
      ...rangeOf(planned, isLogarithmic),
      isLogarithmic,
      ...(planned.length <= namedMaximum && { named: planned })
    },
    y: { title: 'lost, % of the datagrams sent', to: topOf(100 * highest(rows)) },
    keys,
    draw
  })
}
