/** Settings on which the model is tried: a client that steadily outruns its server, drawn by a seed. */
import { type LossParameters, lossLimits } from '#tasks/loss/model/run'
import { burstMs } from '#lab/endpoints/pace'
import { seededUniform } from '#lab/measure/seeded'

/** What is drawn, evenly on a logarithmic scale. */
const drawn = {
  serverBuffer: [10_000, 200_000],
  /** Rate x service time, above 1. */
  excess: [0.01, 2],
  rate: [2000, 20_000]
} as const
/** No run is to take longer. */
const longestMs = 4000
/** To estimate a queue before the kernel is asked: any charge of about this size will do, on every kernel. */
const roughChargeBytes = 800
const manyBytes = 4_000_000

/** @param seed the same seed gives the same settings */
export function drawSettings(seed: number, runs: number): LossParameters[] {
  const uniform = seededUniform(seed)
  const settings: LossParameters[] = []
  while (settings.length < runs) {
    const one = draw(uniform)
    if (one) settings.push(one)
  }
  return settings
}

/** One setting, or null when its queue is too short for groups, or would not be full before the time is up. */
function draw(uniform: () => number): LossParameters | null {
  const between = ([low, high]: readonly [number, number]): number => low * (high / low) ** uniform()
  const serverBuffer = Math.round(between(drawn.serverBuffer))
  const ratio = 1 + between(drawn.excess)
  const rate = Math.round(between(drawn.rate))
  const reads = uniform() < 0.7 ? 'while' : 'after'
  const serviceUs = Number(((ratio / rate) * 1e6).toFixed(1))
  const capacity = (2 * serverBuffer) / roughChargeBytes
  // The queue is full at capacity x ratio / (ratio - 1) at the latest; a fifth more shows what comes then.
  const count = Math.ceil((1.2 * capacity * ratio) / (ratio - 1) + 100)
  if (capacity < (rate * burstMs) / 1000 || (count * serviceUs) / 1000 > longestMs) return null
  if (count > lossLimits.count.maximum) return null
  return {
    count,
    serverBuffer,
    clientBuffer: reads === 'after' ? manyBytes : null,
    serviceUs,
    clientReads: reads,
    rate,
    payloadBytes: null,
    queue: 'kernel'
  }
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}
