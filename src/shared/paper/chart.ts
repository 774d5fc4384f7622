/** Axes, lines and legends of a chart on paper. */
import { figure } from '../text'
import type { Html, Piece } from '../report/html-template'
import { at, figureSvg, inks, label, labelPt, letterPt, line } from './sheet'

const rowPt = 11

export interface Key {
  label: string
  ink: string
  dash?: string
  /** A filled square in place of a line, or no sign: a text alone. */
  sign?: 'square' | 'none'
}

export interface Axis {
  title: string
  from?: number
  to: number
  /** Digits after the point. */
  decimals?: number
  /** Equal ratios are equal lengths; `from` and `to` are above 0. */
  isLogarithmic?: boolean
  /** Values to be named, ascending, as far as there is room; without them: round ones. */
  named?: readonly number[]
}

export interface Scale {
  x: (value: number) => number
  y: (value: number) => number
  leftPt: number
  rightPt: number
  topPt: number
  bottomPt: number
}

export interface ChartParts {
  widthPt: number
  /** Of the field between the axes. */
  fieldPt: number
  description: string
  x: Axis
  y: Axis
  keys: readonly Key[]
  /** Rows above the field for what `draw` writes there. */
  notes?: number
  draw: (scale: Scale) => Piece
}

/** Steps of 1, 2 or 5 times a power of ten, at most so many between 0 and the end. */
export function tickStep(span: number, most: number): number {
  const least = span / most
  const power = 10 ** Math.floor(Math.log10(least))
  return power * ([1, 2, 5, 10].find((step) => step * power >= least * (1 - 1e-9)) ?? 10)
}

export function ticks({ from = 0, to }: Pick<Axis, 'from' | 'to'>, most: number): number[] {
  if (!(to > from)) return [from]
  const step = tickStep(to - from, most)
  const first = Math.ceil(from / step - 1e-9)
  const length = Math.floor(to / step + 1e-9) - first + 1
  // One tick alone gives no scale.
  if (length < 2) return ticks({ from, to }, most + 1)
  return Array.from({ length }, (_, index) => (first + index) * step)
}

/** 1, 2 and 5 times each power of ten, or the powers alone where those are too many; between the ends. */
export function logarithmicTicks({ from = 1, to }: Pick<Axis, 'from' | 'to'>, most: number): number[] {
  const between = (steps: readonly number[]): number[] => {
    const found: number[] = []
    for (let power = Math.floor(Math.log10(from)); power <= Math.log10(to); power++) {
      found.push(...steps.map((step) => Number(`${step}e${power}`)))
    }
    return found.filter((value) => value >= from && value <= to)
  }
  const fine = between([1, 2, 5])
  return fine.length > most ? between([1]) : fine
}

const decimalsOf = (values: readonly number[]): number => {
  const step = (values[1] ?? 1) - (values[0] ?? 0)
  return step >= 1 ? 0 : Math.min(6, Math.ceil(-Math.log10(step) - 1e-9))
}

const signPt = { line: 17, square: 11, none: 0 } as const

function keyRow(keys: readonly Key[], y: number): Piece[] {
  let x = 0
  return keys.map(({ label: text, ink, dash, sign }) => {
    const [left, textX] = [x, x + signPt[sign ?? 'line']]
    x = textX + text.length * letterPt + 10
    if (sign === 'none') return label(textX, y, text, { ink })
    const drawn =
      sign === 'square'
        ? line(left, y - 3, left + 8, y - 3, { ink, widthPt: 6 })
        : line(left, y - 3, left + 14, y - 3, { ink, widthPt: 1.5, ...(dash !== undefined && { dash }) })
    return [drawn, label(textX, y, text)]
  })
}

/** Keys in as many rows as the width asks for. */
function keyRows(keys: readonly Key[], roomPt: number): Key[][] {
  const rows: Key[][] = [[]]
  let usedPt = 0
  for (const key of keys) {
    const needsPt = key.label.length * letterPt + 27
    if (usedPt > 0 && usedPt + needsPt > roomPt) {
      rows.push([])
      usedPt = 0
    }
    rows.at(-1)?.push(key)
    usedPt += needsPt
  }
  return rows
}

interface Name {
  /** Of its middle. */
  atPt: number
  text: string
}

/** Those that have room beside the one before; none goes beyond the drawing. */
function namesOf(names: readonly Name[], widthPt: number): Name[] {
  let endPt = -Infinity
  return names.flatMap(({ atPt, text }) => {
    const half = (text.length * letterPt) / 2
    const middle = Math.min(atPt, widthPt - half)
    if (middle - half < endPt) return []
    endPt = middle + half + letterPt
    return [{ atPt: middle, text }]
  })
}

export function chartSvg({ widthPt, fieldPt, description, x, y, keys, notes = 0, draw }: ChartParts): Html {
  const yTicks = ticks(y, Math.max(2, Math.floor(fieldPt / 28)))
  const yTexts = yTicks.map((value) => figure(value, decimalsOf(yTicks)))
  const leftPt = Math.max(...yTexts.map(({ length }) => length)) * letterPt + 8
  const rightPt = widthPt - 8
  // The title of the axis that goes up stands above it, and is read as it lies.
  const rows = keyRows([{ label: y.title, ink: inks.muted, sign: 'none' }, ...keys], widthPt)
  const topPt = (rows.length + notes) * rowPt + 4
  const bottomPt = topPt + fieldPt
  const xOf = (value: number): number => (x.isLogarithmic ? Math.log10(value) : value)
  const [xFrom, xTo] = [xOf(x.from ?? 0), xOf(x.to)]
  const scale: Scale = {
    x: (value) =>
      leftPt + ((xOf(value) - xFrom) / Math.max(xTo - xFrom, Number.MIN_VALUE)) * (rightPt - leftPt),
    y: (value) => bottomPt - (value / Math.max(y.to, Number.MIN_VALUE)) * fieldPt,
    leftPt,
    rightPt,
    topPt,
    bottomPt
  }
  const xTicksMost = Math.max(2, Math.floor((rightPt - leftPt) / 52))
  const round = (): number[] => (x.isLogarithmic ? logarithmicTicks(x, xTicksMost) : ticks(x, xTicksMost))
  const xTicks = x.named ?? round()
  const xDecimals = x.named || x.isLogarithmic ? 6 : decimalsOf(xTicks)
  const xNames = namesOf(
    xTicks.map((value) => ({ atPt: scale.x(value), text: figure(value, xDecimals) })),
    widthPt
  )
  const body = [
    rows.map((row, index) => keyRow(row, (index + 1) * rowPt - 2)),
    yTicks.map((value, index) => [
      line(leftPt, scale.y(value), rightPt, scale.y(value), { ink: inks.line, widthPt: 0.5 }),
      label(leftPt - 4, scale.y(value) + labelPt * 0.35, yTexts[index] ?? '', {
        anchor: 'end',
        ink: inks.muted
      })
    ]),
    xTicks.map((value) => [
      line(scale.x(value), bottomPt, scale.x(value), bottomPt + 3, { ink: inks.strong, widthPt: 0.5 })
    ]),
    xNames.map(({ atPt, text }) => label(atPt, bottomPt + 11, text, { anchor: 'middle', ink: inks.muted })),
    line(leftPt, bottomPt, rightPt, bottomPt, { ink: inks.strong, widthPt: 0.75 }),
    label((leftPt + rightPt) / 2, bottomPt + 21, x.title, { anchor: 'middle', ink: inks.muted }),
    draw(scale)
  ]
  return figureSvg(widthPt, bottomPt + 24, description, body)
}

/**
 * A line through points that rise in x; of those that lie within half a point of each other the lowest and the highest stay,
 * so that no peak is lost.
 */
export function linePath(xs: ArrayLike<number>, ys: ArrayLike<number>, { x, y }: Scale): string {
  const parts: string[] = []
  let column = Number.NaN
  let low = 0
  let high = 0
  const put = (row: number): void => {
    parts.push(`${parts.length === 0 ? 'M' : 'L'}${at(x(xs[row]!))} ${at(y(ys[row]!))}`)
  }
  const flush = (): void => {
    if (Number.isNaN(column)) return
    put(Math.min(low, high))
    if (low !== high) put(Math.max(low, high))
  }
  for (let row = 0; row < xs.length; row++) {
    const own = Math.round(x(xs[row]!) * 2)
    if (own !== column) {
      flush()
      column = own
      low = row
      high = row
    }
    if (ys[row]! < ys[low]!) low = row
    if (ys[row]! > ys[high]!) high = row
  }
  flush()
  return parts.join('')
}
