/** Several kept runs over each other: which were chosen, and their curves, read one run after the other. */
import type { Fault } from '#shared/fault'
import type { KeptRunSummary } from '#shared/model/kept-run'
import type { Lab } from '../../lab'
import { curvesOf, type RunCurves } from '#shared/model/run-curves'

export const overlayMaximum = 6

/** A run in the picture, by the letter that stands for it there. */
export interface OverlaidRun {
  letter: string
  run: KeptRunSummary
  curves: RunCurves
}

export type Reading = { phase: 'reading'; done: number; of: number } | { phase: 'read' }

/** Only a run of Task 4 with figures has curves. */
export const canOverlay = ({ task, outcome }: KeptRunSummary): boolean => task === 'task4' && outcome !== null

export class Overlay {
  chosen: readonly KeptRunSummary[] = $state.raw([])
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

  get isFull(): boolean {
    return this.chosen.length >= overlayMaximum
  }

  has({ id }: KeptRunSummary): boolean {
    return this.chosen.some((run) => run.id === id)
  }

  toggle(run: KeptRunSummary): void {
    if (this.has(run)) this.drop(run)
    else if (canOverlay(run) && !this.isFull) this.chosen = [...this.chosen, run]
  }

  drop({ id }: KeptRunSummary): void {
    this.chosen = this.chosen.filter((run) => run.id !== id)
  }

  clear(): void {
    this.chosen = []
  }

  /** Reads the chosen runs, the earliest first; of each only the curves stay in memory. */
  async read(): Promise<void> {
    const asked = ++this.#asked
    const wanted = this.chosen.toSorted((one, other) => one.startedAtEpochMs - other.startedAtEpochMs)
    this.runs = []
    this.faults = []
    for (const [index, chosen] of wanted.entries()) {
      this.reading = { phase: 'reading', done: index, of: wanted.length }
      const opened = await this.#lab.call('openRun', { id: chosen.id })
      if (asked !== this.#asked) return
      if (opened.ok) {
        const run = { ...chosen, name: opened.value.name }
        const letter = String.fromCharCode(65 + index)
        this.runs = [...this.runs, { letter, run, curves: curvesOf(opened.value) }]
      } else this.faults = [...this.faults, { name: chosen.name, fault: opened.fault }]
    }
    this.reading = { phase: 'read' }
  }
}
