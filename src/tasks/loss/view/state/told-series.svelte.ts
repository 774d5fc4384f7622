/** The series that the tab shows: those that the lab told last, or a kept one in the place of one of them. */
import type { Outcome } from '#shared/events/session'
import { endedSeries, seriesIn } from '#tasks/loss/model/kept-series'
import {
  isNewer,
  noSeries,
  type SeriesKind,
  type SeriesNews,
  type SeriesResult,
  type SeriesStates
} from '#tasks/loss/model/series'
import type { SweepForm } from './sweep.svelte'
import type { TwoByTwoForm } from './two-by-two.svelte'

interface Forms {
  sweep: SweepForm
  'two-by-two': TwoByTwoForm
}

export class ToldSeries {
  /** As the lab told them last. */
  live: SeriesStates = $state.raw(noSeries)
  /** One of the history that is looked at, as it was when it had ended. */
  #kept: SeriesResult | null = $state.raw(null)
  /** Gives back to the student the form that a kept plan stands in. */
  #giveBack: () => void = () => undefined
  readonly #forms: Forms

  constructor(forms: Forms) {
    this.#forms = forms
  }

  get shown(): SeriesStates {
    return this.#kept ? { ...noSeries, [this.#kept.plan.kind]: this.#kept } : this.live
  }

  /** The kind of the kept one that is looked at; null: none is. */
  get keptKind(): SeriesKind | null {
    return this.#kept?.plan.kind ?? null
  }

  get running(): SeriesKind | null {
    if (this.live.sweep.phase === 'running') return 'sweep'
    return this.live['two-by-two'].phase === 'running' ? 'two-by-two' : null
  }

  join({ sweep, 'two-by-two': twoByTwo }: SeriesStates): void {
    this.hear({ kind: 'sweep', series: sweep })
    this.hear({ kind: 'two-by-two', series: twoByTwo })
  }

  /** A state may come twice when a window joins: only what says more is taken. */
  hear({ kind, series }: SeriesNews): void {
    if (isNewer(series, this.live[kind])) this.live = { ...this.live, [kind]: series }
  }

  /** Why no series can be planned or begun; null: one can. */
  get lock(): string | null {
    return this.keptKind && `A kept ${this.keptKind} is shown. Go back to live to change or run one.`
  }

  /** Shows the kept series, if it is one; the form of its kind has its plan. */
  show(outcome: Outcome | null): void {
    const kept = seriesIn(outcome)
    this.leave()
    if (!kept) return
    const { plan } = kept
    this.#kept = endedSeries(kept)
    const { sweep, 'two-by-two': twoByTwo } = this.#forms
    this.#giveBack = plan.kind === 'sweep' ? sweep.lend(plan) : twoByTwo.lend(plan)
  }

  leave(): void {
    this.#giveBack()
    this.#giveBack = () => undefined
    this.#kept = null
  }
}
