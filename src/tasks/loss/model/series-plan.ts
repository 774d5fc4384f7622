/**
 * From a plan to its runs: one pure function for the terminal and the window, so that the same plan is the same runs
 * in the same order; and the limits that refuse a plan before anything starts.
 */
import { figure } from '#shared/text'
import type { SeriesPlan } from './series'
import { sweepDescriptions } from './sweep-variables'
import { plannedTooLong, type LossParameters } from './run'

export const seriesLimits = {
  /** Values x repeats. */
  runs: 500,
  repeats: { minimum: 1, maximum: 100 },
  /** What a series may take by its own settings. */
  plannedSeconds: 3600
} as const

export const sweepDefaults = { vary: 'count', repeats: 3 } as const
/** `small` null: the system's default. `large` is cut to rmem_max by the system; what was granted is shown. */
export const compareDefaults = { small: null, large: 4_000_000, repeats: 1 } as const

/** Two threads started and ended, and the silence after which what is missing counts as lost. */
const runOverheadMs = 700
/** A datagram there and back, as fast as it goes: slow machines included. */
const fastestUs = 20

/** What a run should take, for the limit and to weigh the runs of a series against each other. */
export function plannedMs({ count, rate, serviceUs }: LossParameters): number {
  const sendingMs = rate > 0 ? (count / rate) * 1000 : 0
  return runOverheadMs + Math.max(sendingMs, (count * serviceUs) / 1000, (count * fastestUs) / 1000)
}

/** The order of the cells of a 2x2. */
export const compareCells = [
  { server: 'small', client: 'small' },
  { server: 'large', client: 'small' },
  { server: 'small', client: 'large' },
  { server: 'large', client: 'large' }
] as const

/** The parameters of each point, in the plan's order. */
export function pointsOf(plan: SeriesPlan): LossParameters[] {
  if (plan.kind === 'two-by-two') {
    return compareCells.map(({ server, client }) => ({
      ...plan.base,
      serverBuffer: plan[server],
      clientBuffer: plan[client]
    }))
  }
  const { parameter } = sweepDescriptions[plan.vary]
  return plan.values.map((value) => ({ ...plan.base, [parameter]: value }))
}

/** The parameters that its points differ in. */
export const variedIn = (plan: SeriesPlan): readonly (keyof LossParameters)[] =>
  plan.kind === 'sweep' ? [sweepDescriptions[plan.vary].parameter] : ['serverBuffer', 'clientBuffer']

export interface PlannedRun {
  /** Row of its point. */
  point: number
  parameters: LossParameters
}

/** All runs: every point once, then every point again, so that a machine that drifts does not look like an effect. */
export function runsOf(plan: SeriesPlan): PlannedRun[] {
  const round = pointsOf(plan).map((parameters, point) => ({ point, parameters }))
  return Array.from({ length: plan.repeats }, () => round).flat()
}

/** Values are given back as exactly as fields take them. */
const exact = (value: number): string => figure(value, 6)

/** Why the plan cannot be run, in words, or null. */
export function refuseSeries(plan: SeriesPlan): string | null {
  const { repeats } = seriesLimits
  if (!(
    Number.isInteger(plan.repeats) &&
    plan.repeats >= repeats.minimum &&
    plan.repeats <= repeats.maximum
  )) {
    return `Repeats must be a whole number from ${repeats.minimum} to ${repeats.maximum}.`
  }
  const points = plan.kind === 'sweep' ? plan.values.length : compareCells.length
  if (points === 0) return 'A sweep needs at least one value.'
  const runs = points * plan.repeats
  if (runs > seriesLimits.runs) {
    return `${exact(points)} points x ${exact(plan.repeats)} repeats are ${exact(runs)} runs; the limit is ${seriesLimits.runs} runs. Use fewer values or repeats.`
  }
  return (plan.kind === 'sweep' ? refuseValues(plan) : null) ?? refuseTimes(plan)
}

function refuseValues({ vary, values }: Extract<SeriesPlan, { kind: 'sweep' }>): string | null {
  const { title, limits, decimals } = sweepDescriptions[vary]
  for (const value of values) {
    const inRange = value >= limits.minimum && value <= limits.maximum
    if (inRange && (decimals || Number.isInteger(value))) continue
    const kind = decimals ? 'numbers' : 'whole numbers'
    return `${title} takes ${kind} from ${exact(limits.minimum)} to ${exact(limits.maximum)}, not ${exact(value)}.`
  }
  return null
}

function refuseTimes(plan: SeriesPlan): string | null {
  for (const parameters of pointsOf(plan)) {
    const tooLong = plannedTooLong(parameters)
    if (tooLong === null) continue
    if (plan.kind === 'two-by-two') return tooLong
    const { title, parameter } = sweepDescriptions[plan.vary]
    return `${title} ${exact(parameters[parameter] ?? 0)}: ${tooLong}`
  }
  const seconds = runsOf(plan).reduce((sum, { parameters }) => sum + plannedMs(parameters), 0) / 1000
  if (seconds <= seriesLimits.plannedSeconds) return null
  return `The series would take some ${exact(Math.round(seconds / 60))} minutes; the limit is ${seriesLimits.plannedSeconds / 60}. Use fewer values or repeats, or shorter runs.`
}
