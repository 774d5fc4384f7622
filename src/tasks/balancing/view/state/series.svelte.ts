/** Compare and Sweep: what is typed, and what the lab told of the last of each. */
import type { Series, SeriesPlan, SeriesStates } from '#tasks/balancing/model/series'
import { readValues, repeatLimits, type Variable } from '#tasks/balancing/model/sweep'
import { type NumberLimits, readNumber } from '#ui/components/number-text'

export const limits = { repeat: repeatLimits } satisfies Record<string, NumberLimits>

export const balancingViews = ['run', 'compare', 'sweep'] as const
export type BalancingView = (typeof balancingViews)[number]

/** What each varies over at first. */
const usualValues: Readonly<Record<Variable, string>> = {
  servers: '1, 2, 3, 4',
  clients: '4, 16, 64',
  'service-us': '0, 250, 500, 1000'
}

type Read<T> = { ok: true; value: T } | { ok: false; problem: string }

export class SeriesForms {
  view: BalancingView = $state('run')
  #vary: Variable = $state('servers')
  values = $state(usualValues.servers)
  repeat = $state('1')
  told: SeriesStates = $state.raw({})

  get vary(): Variable {
    return this.#vary
  }

  /** Values of one thing are seldom those of another. */
  set vary(vary: Variable) {
    if (this.values === usualValues[this.#vary]) this.values = usualValues[vary]
    this.#vary = vary
  }

  get readValues(): Read<number[]> {
    const parts = this.values.split(',').map((part) => part.trim())
    const read = readValues(
      this.#vary,
      parts.map((part) => (part === '' ? Number.NaN : Number(part)))
    )
    return read.ok ? read : { ok: false, problem: read.fault.message }
  }

  get readRepeat(): Read<number> {
    return readNumber(this.repeat, 'Repeats', limits.repeat)
  }

  join(states: SeriesStates): void {
    this.told = states
  }

  hear(series: Series): void {
    this.told = { ...this.told, [series.plan.kind]: series }
  }

  get running(): SeriesPlan['kind'] | null {
    return Object.values(this.told).find(({ phase }) => phase === 'running')?.plan.kind ?? null
  }

  clear(): void {
    this.told = {}
  }
}
