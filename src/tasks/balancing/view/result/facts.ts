/** The single figures of a run, in the groups in which the result shows them. */
import { balancingWords as words } from '#tasks/balancing/model/figures'
import type { BalanceOutcome } from '#tasks/balancing/model/outcome'

export interface Fact {
  name: string
  value: number | null
  decimals?: number
  unit?: string
  /** What is said for null. */
  none?: string
}

export interface FactGroup {
  title: string
  facts: readonly Fact[]
}

function waiting({ latencyMicros: { p50, p99 }, elapsedMs, unsent, duplicated }: BalanceOutcome): Fact[] {
  return [
    { name: 'Half within', value: p50, unit: 'µs', none: words.p50.none },
    { name: '99 of 100 within', value: p99, unit: 'µs', none: words.p99.none },
    { name: words.elapsedMs.label, value: elapsedMs, unit: 'ms' },
    ...(unsent > 0 ? [{ name: words.unsent.label, value: unsent }] : []),
    ...(duplicated > 0 ? [{ name: words.duplicated.label, value: duplicated }] : [])
  ]
}

function changes({
  sessions,
  sessionsMoved,
  survivors,
  failure,
  stoppedAfter,
  parameters
}: BalanceOutcome): Fact[] {
  return [
    ...(parameters.balancer === 'lab' ? [{ name: 'Sessions', value: sessions }] : []),
    { name: words.sessionsMoved.label, value: sessionsMoved },
    ...(stoppedAfter === null ? [] : [{ name: 'A server stopped after', value: stoppedAfter }]),
    ...(failure
      ? [
          {
            ...{ name: words.detectedAfterMs.label, value: failure.detectedAfterMs, decimals: 1, unit: 'ms' },
            none: 'it was open'
          },
          { name: 'Lost after that', value: failure.lostAfterDetection }
        ]
      : []),
    ...(survivors && survivors.clients > 0
      ? [
          { name: words.survivors.label, value: survivors.clients },
          { name: words.survivorsMoved.label, value: survivors.moved }
        ]
      : [])
  ]
}

export const waitingOf = (outcome: BalanceOutcome): FactGroup => ({
  title: 'Waiting for an answer',
  facts: waiting(outcome)
})

export const changesOf = (outcome: BalanceOutcome): FactGroup => ({
  title: 'Clients and servers',
  facts: changes(outcome)
})
