/** What is typed for a sweep. The settings that all its runs share are those of One run. */
import type { SweepPlan } from '#tasks/loss/model/series'
import { refuseSeries, seriesLimits, sweepDefaults } from '#tasks/loss/model/series-plan'
import { readValues } from '#tasks/loss/model/sweep-values'
import type { SweepVariable } from '#tasks/loss/model/sweep-variables'
import { type NumberLimits, readNumber } from '#ui/components/number-text'
import type { SeriesHost } from './series-host'

export const repeatLimits = seriesLimits.repeats satisfies NumberLimits

/** A start for each parameter, which shows something at the run's own defaults or near them. */
const suggested: Record<SweepVariable, string> = {
  count: '100,200,500,1000,2000,5000',
  'server-buffer': '25000,50000,100000,200000,400000,1000000',
  'client-buffer': '25000,50000,100000,200000,400000,1000000',
  'service-us': '0,20,50,100,200',
  rate: '2000,5000,10000,20000,50000',
  'payload-bytes': '8,100,200,400,700,1000'
}

export class SweepForm {
  #vary: SweepVariable = $state(sweepDefaults.vary)
  values = $state(suggested[sweepDefaults.vary])
  repeats = $state(String(sweepDefaults.repeats))
  /** Null: as the values ask for. */
  logarithmic: boolean | null = $state(null)
  rows: readonly number[] = $state.raw([3, 2])
  readonly #host: SeriesHost<SweepPlan>

  constructor(host: SeriesHost<SweepPlan>) {
    this.#host = host
  }

  get vary(): SweepVariable {
    return this.#vary
  }

  /** Values that somebody typed stay; suggested ones give way to those of the other parameter. */
  set vary(next: SweepVariable) {
    if (this.values.trim() === '' || this.values === suggested[this.#vary]) this.values = suggested[next]
    this.#vary = next
    this.logarithmic = null
  }

  get reading(): ReturnType<typeof readValues> {
    return readValues(this.values)
  }

  /** `6 values x 3 = 18 runs` */
  get size(): string {
    const { reading } = this
    const repeats = readNumber(this.repeats, 'Repeats', repeatLimits)
    if (!reading.ok || !repeats.ok) return ''
    const { length } = reading.values
    return `${length} ${length === 1 ? 'value' : 'values'} × ${repeats.value} = ${length * repeats.value} runs`
  }

  #plan(): SweepPlan | null {
    const { reading } = this
    if (!reading.ok) return this.#host.refuse(reading.problem, 'Nothing was started.')
    const repeats = readNumber(this.repeats, 'Repeats', repeatLimits)
    if (!repeats.ok) return this.#host.refuse(repeats.problem, 'Nothing was started.')
    const base = this.#host.parameters()
    if (!base) return null
    const plan = {
      kind: 'sweep' as const,
      base,
      vary: this.vary,
      values: reading.values,
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
  lend(plan: SweepPlan): () => void {
    const { vary, values, repeats, logarithmic } = this
    this.restore(plan)
    this.logarithmic = null
    return () => {
      this.#vary = vary
      Object.assign(this, { values, repeats, logarithmic })
    }
  }

  restore({ vary, values, repeats }: SweepPlan): void {
    this.#vary = vary
    this.values = values.join(',')
    this.repeats = String(repeats)
  }
}
