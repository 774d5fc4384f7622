/** The charts of an overlay: which curve of the runs is drawn, in which words, and as a table. */
import { csvText } from '#shared/csv'
import type { Curve, RunCurves } from '#tasks/loss/model/run-curves'
import { lookOf } from './looks'
import type { OverlaidRun } from './overlay.svelte'

export interface CurveKind {
  label: string
  title: string
  yTitle: string
  file: string
  /** Goes up and down. */
  jagged?: true
  curve: (curves: RunCurves) => Curve | null
}

export const byNumber = {
  delivered: {
    label: 'Delivered',
    title: 'Delivered by number',
    yTitle: 'came back',
    file: 'overlay-delivered-by-number',
    curve: ({ deliveredByNumber }) => deliveredByNumber
  },
  lost: {
    label: 'Lost',
    title: 'Lost by number',
    yTitle: 'lost',
    file: 'overlay-lost-by-number',
    curve: ({ lostByNumber }) => lostByNumber
  }
} as const satisfies Record<string, CurveKind>

export const overTime = {
  delivered: {
    label: 'Delivered',
    title: 'Delivered over time',
    yTitle: 'came back',
    file: 'overlay-delivered-over-time',
    curve: ({ deliveredOverTime }) => deliveredOverTime
  },
  server: {
    label: 'Server queue',
    title: 'Server’s receive queue over time',
    yTitle: 'bytes waiting',
    file: 'overlay-server-queue',
    jagged: true,
    curve: ({ queues }) => queues?.server ?? null
  },
  client: {
    label: 'Client queue',
    title: 'Client’s receive queue over time',
    yTitle: 'bytes waiting',
    file: 'overlay-client-queue',
    jagged: true,
    curve: ({ queues }) => queues?.client ?? null
  }
} as const satisfies Record<string, CurveKind>

/** Of what rises alone any number; a queue's ups and downs beyond this many would cover each other with thick strokes. */
const sparseMaximum = 600

const withCurves = (runs: readonly OverlaidRun[], kind: CurveKind) =>
  runs.flatMap(({ letter, run, curves }) => {
    const curve = kind.curve(curves)
    return curve ? [{ letter, run, curve }] : []
  })

/** Runs of different lengths lie over each other by how far each of them is: percent of its own last x. */
export function shareOf(x: readonly number[]): number[] {
  const last = x.at(-1) ?? 0
  return x.map((value) => (last === 0 ? 0 : (100 * value) / last))
}

export function curveSeries(runs: readonly OverlaidRun[], kind: CurveKind) {
  return withCurves(runs, kind).map(({ letter, run, curve }) => ({
    label: letter,
    longLabel: `${letter}: ${run.name}`,
    ...lookOf(letter),
    widthPx: kind.jagged && curve.x.length > sparseMaximum ? 1 : 2,
    x: shareOf(curve.x),
    y: curve.y
  }))
}

/** What the chart shows, for those who do not see it. */
export function curveLabel(runs: readonly OverlaidRun[], kind: CurveKind): string {
  const words = withCurves(runs, kind).map(({ letter, run, curve }) => {
    const most = curve.y.reduce((high, value) => Math.max(high, value), 0)
    return `${letter}, ${run.name}: ${kind.yTitle} at most ${most}`
  })
  return `${kind.title}. ${words.join('; ')}`
}

/** One row a point of a run. */
export function curvesCsv(runs: readonly OverlaidRun[], kind: CurveKind, xTitle: string): string {
  const rows = withCurves(runs, kind).flatMap(({ letter, run, curve }) =>
    curve.x.map((x, row) => [letter, run.name, run.id, Number(x.toFixed(6)), curve.y[row]!])
  )
  return csvText(['run', 'name', 'id', xTitle, kind.yTitle], rows)
}
