/** Bars that lie below each other, each with its name at the left and its figures at the right. */
import { at, figureSvg, inks, label, letterPt, shape } from '#shared/paper/sheet'
import type { Html } from '#shared/report/html-template'

export interface BarPart {
  value: number
  ink: string
}

export interface BarRow {
  name: string
  /** From the left to the right. */
  parts: readonly BarPart[]
  /** What stands behind the bar. */
  words: string
}

export interface BarKey {
  label: string
  ink: string
}

const rowPt = 14
const barPt = 8
const keyPt = 13

/** @param most the value whose bar is as long as there is room */
export function barsSvg(
  widthPt: number,
  description: string,
  rows: readonly BarRow[],
  keys: readonly BarKey[],
  most: number
): Html {
  const longest = (texts: readonly string[]): number =>
    Math.max(0, ...texts.map(({ length }) => length)) * letterPt
  const leftPt = longest(rows.map(({ name }) => name)) + 6
  const roomPt = Math.max(20, widthPt - leftPt - longest(rows.map(({ words }) => words)) - 8)
  const topPt = keys.length > 0 ? keyPt + 2 : 2
  return figureSvg(widthPt, topPt + rows.length * rowPt + 2, description, [
    keysHtml(keys),
    rows.map((row, index) =>
      rowHtml(row, topPt + index * rowPt, { leftPt, scale: roomPt / Math.max(most, 1) })
    )
  ])
}

function keysHtml(keys: readonly BarKey[]): Html[] {
  let x = 0
  return keys.flatMap(({ label: text, ink }) => {
    const left = x
    x += 13 + text.length * letterPt + 10
    return [shape(`M${at(left)} 2h8v7h-8z`, ink), label(left + 11, 9, text)]
  })
}

function rowHtml(
  { name, parts, words }: BarRow,
  topPt: number,
  { leftPt, scale }: { leftPt: number; scale: number }
): Html[] {
  let x = leftPt
  const bars = parts.flatMap(({ value, ink }) => {
    const left = x
    x += value * scale
    // A few lost among thousands are still seen.
    return value > 0
      ? [shape(`M${at(left)} ${at(topPt + 2)}H${at(Math.max(x, left + 1))}v${barPt}H${at(left)}z`, ink)]
      : []
  })
  return [
    label(0, topPt + 9, name, { ink: inks.muted }),
    ...bars,
    label(Math.max(x, leftPt + 1) + 4, topPt + 9, words)
  ]
}
