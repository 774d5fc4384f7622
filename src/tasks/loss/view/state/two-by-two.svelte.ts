/** What is typed for the 2x2. The settings that its runs share are those of One run. */
import type { TwoByTwoPlan } from '#tasks/loss/model/series'
import { compareDefaults, refuseSeries, seriesLimits } from '#tasks/loss/model/series-plan'
import { lossLimits } from '#tasks/loss/model/run'
import { readNumber } from '#ui/components/number-text'
import type { SeriesHost } from './series-host'

export const compareLimits = {
  small: { ...lossLimits.buffer, optional: true },
  large: lossLimits.buffer,
  repeats: seriesLimits.repeats
}

export class TwoByTwoForm {
  /** Empty: the system's default. */
  small = $state('')
  large = $state(String(compareDefaults.large))
  repeats = $state(String(compareDefaults.repeats))
  rows: readonly number[] = $state.raw([3, 2])
  readonly #host: SeriesHost<TwoByTwoPlan>

  constructor(host: SeriesHost<TwoByTwoPlan>) {
    this.#host = host
  }

  #plan(): TwoByTwoPlan | null {
    const small = readNumber(this.small, 'Small buffer', compareLimits.small, 'bytes')
    if (!small.ok) return this.#host.refuse(small.problem, 'Nothing was started.')
    const large = readNumber(this.large, 'Large buffer', compareLimits.large, 'bytes')
    if (!large.ok) return this.#host.refuse(large.problem, 'Nothing was started.')
    const repeats = readNumber(this.repeats, 'Repeats', compareLimits.repeats)
    if (!repeats.ok) return this.#host.refuse(repeats.problem, 'Nothing was started.')
    const base = this.#host.parameters()
    if (!base) return null
    const plan = {
      kind: 'two-by-two' as const,
      base,
      small: small.value,
      large: large.value,
      repeats: repeats.value
    }
    const refusal = refuseSeries(plan)
    return refusal === null ? plan : this.#host.refuse(refusal, 'Nothing was started.')
  }

  async run(): Promise<void> {
    const plan = this.#plan()
    if (plan) await this.#host.start(plan)
  }

  /** The form says another plan, until the answer is called. */
  lend(plan: TwoByTwoPlan): () => void {
    const { small, large, repeats } = this
    this.restore(plan)
    return () => void Object.assign(this, { small, large, repeats })
  }

  restore({ small, large, repeats }: TwoByTwoPlan): void {
    this.small = small === null ? '' : String(small)
    this.large = String(large)
    this.repeats = String(repeats)
  }
}
