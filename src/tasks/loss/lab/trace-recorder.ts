/** Keeps of one run what was seen of the server's queue, and when the run began and ended; its events are let go. */
import { cell, EventKind, kindMask } from '#shared/events/batch'
import { joinSamples, noSamples } from '#shared/events/queue-samples'
import type { LossParameters } from '#tasks/loss/model/run'
import { type QueueTrace, traceOf } from '#tasks/loss/model/queue-trace'
import type { Hear, RunStage } from './run-stage'

export class TraceRecorder {
  #samples = noSamples
  #firstSendMs: number | null = null
  #lastEventMs = 0

  /** The same stage, with this one listening too. */
  watching(stage: RunStage): RunStage {
    return {
      open: (description, opening) => stage.open(description, opening),
      openSomewhere: (description, opening) => stage.openSomewhere(description, opening),
      hear: (hear) =>
        stage.hear(
          hear &&
            ((news) => {
              this.#note(news)
              hear(news)
            })
        ),
      addQueues: (samples) => {
        this.#samples = joinSamples(this.#samples, samples)
        stage.addQueues(samples)
      },
      counterFiles: stage.counterFiles
    }
  }

  #note(news: Parameters<Hear>[0]): void {
    if ('counts' in news || news.count === 0) return
    const timeMs = (row: number): number => news.baseMs + cell(news.offsetUs, row) / 1000
    const isSend = (row: number): boolean => (cell(news.kind, row) & kindMask) === EventKind.sent
    for (let row = 0; row < news.count && this.#firstSendMs === null; row++)
      if (isSend(row)) this.#firstSendMs = timeMs(row)
    this.#lastEventMs = Math.max(this.#lastEventMs, timeMs(news.count - 1))
  }

  /** Null where nobody looked, and where the server has an emulated queue: the system's own does not show how full that is. */
  traceOf({ queue }: Pick<LossParameters, 'queue'>): QueueTrace | null {
    if (queue === 'emulated' || this.#firstSendMs === null) return null
    return traceOf(this.#samples, { firstSendMs: this.#firstSendMs, lastEventMs: this.#lastEventMs })
  }
}
