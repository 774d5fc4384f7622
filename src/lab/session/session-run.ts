/** The run of a session, where its task has one: how far it is, and what was seen of both receive queues meanwhile. */
import { joinSamples, noSamples, type QueueSamples } from '#shared/events/queue-samples'
import type { RunState } from '#shared/events/session'

export type RunNews = { run: RunState } | { samples: QueueSamples }

export class SessionRun {
  #state: RunState = { phase: 'idle' }
  #queues: QueueSamples = noSamples
  readonly #tell: (news: RunNews) => void

  constructor(tell: (news: RunNews) => void) {
    this.#tell = tell
  }

  get state(): RunState {
    return this.#state
  }

  get queues(): QueueSamples {
    return this.#queues
  }

  set(run: RunState): void {
    this.#state = run
    this.#tell({ run })
  }

  /** What was seen of both receive queues since the last time. */
  addQueues(samples: QueueSamples): void {
    this.#queues = joinSamples(this.#queues, samples)
    this.#tell({ samples })
  }
}
