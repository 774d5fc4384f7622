/** A short run that nobody sees: how well this machine keeps to the clock, and what it can serve. */
import type { Result } from '#shared/fault'
import { cell, type EventBatch, EventKind, kindMask } from '#shared/events/batch'
import type { EndpointDescription } from '#lab/endpoints/endpoint-thread'
import type { Opening } from '#lab/session/opening'
import { fastest, type Rehearsed } from '../../model/calibrated'
import { type LossParameters, lossDefaults } from '../../model/parameters'
import { waitingAtEnd } from '../../model/prediction'
import { runNumbers } from '../numbers-run'
import type { Hear, QuietStage, RunStage } from '../run-stage'
import type { Turn } from '../turn'

/** 0.2 s at the fastest rate. */
const count = 2000
const serviceUs = 101
/** Room for what a slow machine leaves waiting, so that it is seen and not lost. */
const roomyBytes = 400_000

const parameters: LossParameters = {
  ...lossDefaults,
  count,
  rate: fastest,
  serviceUs,
  clientReads: 'while',
  serverBuffer: roomyBytes,
  clientBuffer: roomyBytes
}

/** Times of what the client sent and the server read, in the order in which each side told them. */
class Watch implements RunStage {
  readonly sentMs: number[] = []
  readonly servedMs: number[] = []
  #serverId = -1

  constructor(readonly inner: QuietStage) {}

  get counterFiles(): RunStage['counterFiles'] {
    return this.inner.counterFiles
  }

  open(description: EndpointDescription, opening: Opening): ReturnType<RunStage['open']> {
    return this.#noted(description, this.inner.open(description, opening))
  }

  openSomewhere(description: EndpointDescription, opening: Opening): ReturnType<RunStage['openSomewhere']> {
    return this.#noted(description, this.inner.openSomewhere(description, opening))
  }

  async #noted(
    description: EndpointDescription,
    opened: ReturnType<RunStage['open']>
  ): ReturnType<RunStage['open']> {
    const result = await opened
    if (result.ok && description.role === 'server') this.#serverId = result.value.info.id
    return result
  }

  hear(hear: Hear | null): void {
    this.inner.hear(
      hear &&
        ((news) => {
          if (!('counts' in news)) this.#note(news)
          hear(news)
        })
    )
  }

  addQueues(): void {
    return undefined
  }

  #note(batch: EventBatch): void {
    const atServer = batch.endpointId === this.#serverId
    const times = atServer ? this.servedMs : this.sentMs
    const wanted = atServer ? EventKind.served : EventKind.sent
    for (let row = 0; row < batch.count; row++) {
      if ((cell(batch.kind, row) & kindMask) === wanted)
        times.push(batch.baseMs + cell(batch.offsetUs, row) / 1000)
    }
  }
}

/** The most that were sent and not served yet, of two rising rows of times. */
export function peakWaitingOf(sentMs: readonly number[], servedMs: readonly number[]): number {
  let peak = 0
  let served = 0
  sentMs.forEach((timeMs, index) => {
    while (served < servedMs.length && servedMs[served]! <= timeMs) served += 1
    peak = Math.max(peak, index + 1 - served)
  })
  return peak
}

export async function rehearse(stage: QuietStage, turn: Turn): Promise<Result<Rehearsed>> {
  const watch = new Watch(stage)
  const result = await runNumbers(watch, turn.where, parameters, turn.onPair)
  if (!result.ok) return result
  const { ledger } = result.value.outcome
  const { sentMs, servedMs } = watch
  const servedForMs = (servedMs.at(-1) ?? 0) - (servedMs[0] ?? 0)
  return {
    ok: true,
    value: {
      rate: fastest,
      servedPerSecond: servedForMs > 0 ? ((servedMs.length - 1) / servedForMs) * 1000 : 0,
      peakWaiting: peakWaitingOf(sentMs, servedMs),
      plannedWaiting: Math.round(waitingAtEnd(count, (fastest * serviceUs) / 1e6)),
      lost: ledger.lostRequests + ledger.lostReplies
    }
  }
}
