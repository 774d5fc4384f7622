/** Several kept runs over each other: their curves, read one run after the other. */
import type { Fault } from '#shared/fault'
import type { KeptRunSummary } from '#shared/kept/kept-run'
import type { Lab } from '#ui/lab'
import { outcomeIn } from '../../model/kept-outcome'
import { seriesIn } from '../../model/kept-series'
import { curvesOf, type RunCurves } from '../../model/run-curves'

export const overlayMaximum = 6

/** A run in the picture, by the letter that stands for it there. */
export interface OverlaidRun {
  letter: string
  run: KeptRunSummary
  curves: RunCurves
}

export type Reading = { phase: 'reading'; done: number; of: number } | { phase: 'read' }

/** Only a run with figures has curves. */
export const canOverlay = ({ outcome }: KeptRunSummary): boolean => outcomeIn(outcome) !== null

/** A series has many runs, and its chart draws them together already. */
export function whyNotOverlay({ outcome }: KeptRunSummary): string | null {
  const kind = seriesIn(outcome)?.plan.kind
  return kind
    ? `A ${kind} is shown in a chart of its own: only single runs can be drawn over each other`
    : null
}

export class Overlay {
  runs: readonly OverlaidRun[] = $state.raw([])
  reading: Reading = $state.raw({ phase: 'read' })
  /** Runs that could not be read; the others are shown all the same. */
  faults: readonly { name: string; fault: Fault }[] = $state.raw([])
  /** Counts the readings: one that was overtaken stops. */
  #asked = 0
  readonly #lab: Lab

  constructor(lab: Lab) {
    this.#lab = lab
  }

  /** Reads the chosen runs, the earliest first; of each only the curves stay in memory. */
  async read(chosen: readonly KeptRunSummary[]): Promise<void> {
    const asked = ++this.#asked
    const wanted = chosen.toSorted((one, other) => one.startedAtEpochMs - other.startedAtEpochMs)
    this.runs = []
    this.faults = []
    for (const [index, summary] of wanted.entries()) {
      this.reading = { phase: 'reading', done: index, of: wanted.length }
      const opened = await this.#lab.call('openRun', { id: summary.id })
      if (asked !== this.#asked) return
      if (opened.ok) {
        const run = { ...summary, name: opened.value.name }
        const letter = String.fromCharCode(65 + index)
        this.runs = [...this.runs, { letter, run, curves: curvesOf(opened.value) }]
      } else this.faults = [...this.faults, { name: summary.name, fault: opened.fault }]
    }
    this.reading = { phase: 'read' }
  }
}
