/** How fine the monotonic clock is, and how late this machine wakes who sleeps. */
import type { ClockFacts } from '#shared/machine/this-machine'
import { nextTurn } from '../next-turn'

const readings = 5000
const sleeps = 50
const askedMs = 1

/** The smallest difference that two readings in a row had (CLOCK_MONOTONIC): no finer step can be seen from here. */
function smallestStepNs(): number | null {
  let smallest = Infinity
  let last = process.hrtime.bigint()
  for (let reading = 0; reading < readings; reading++) {
    const now = process.hrtime.bigint()
    const step = Number(now - last)
    if (step > 0 && step < smallest) smallest = step
    last = now
  }
  return Number.isFinite(smallest) ? smallest : null
}

/** As the endpoints sleep (pace.ts); between two sleeps the event loop turns. */
async function lateSleepsMs(): Promise<number[]> {
  const never = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT))
  const lateMs: number[] = []
  for (let sleep = 0; sleep < sleeps; sleep++) {
    const startMs = performance.now()
    Atomics.wait(never, 0, 0, askedMs)
    lateMs.push(performance.now() - startMs - askedMs)
    await nextTurn()
  }
  return lateMs.sort((one, other) => one - other)
}

export async function clockFacts(): Promise<ClockFacts> {
  const stepNs = smallestStepNs()
  const lateMs = await lateSleepsMs()
  const round = (ms: number | undefined): number => Math.round((ms ?? 0) * 1000) / 1000
  return {
    stepNs,
    sleep: {
      by: 'Atomics.wait',
      askedMs,
      count: sleeps,
      medianLateMs: round(lateMs[sleeps >> 1]),
      worstLateMs: round(lateMs.at(-1))
    }
  }
}
