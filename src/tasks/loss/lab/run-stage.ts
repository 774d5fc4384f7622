/** Where the two endpoints of a run are opened, and who sees what they tell: a session that is shown, or nobody's. */
import type { EventBatch } from '#shared/events/batch'
import type { EndpointBeyond } from '#shared/events/beyond'
import type { QueueSamples } from '#shared/events/queue-samples'
import type { Result } from '#shared/fault'
import type { EndpointDescription, EndpointThread } from '#lab/endpoints/endpoint-thread'
import { type CounterFiles, counterFiles } from '#lab/net/kernel'
import type { LabSettings } from '#lab/session/lab-settings'
import { Opener, type OpenerNeeds } from '#lab/session/opener'
import type { Opening } from '#lab/session/opening'
import type { Session } from '#lab/session/session'

/** Every batch as it comes, and what was only counted. */
export type Hear = (news: EventBatch | EndpointBeyond) => void

export interface RunStage {
  open(description: EndpointDescription, opening: Opening): Promise<Result<EndpointThread>>
  /** As `open`; where the port is held by somebody else, on a port that is free. */
  openSomewhere(description: EndpointDescription, opening: Opening): Promise<Result<EndpointThread>>
  /** From now on; null: nobody listens. */
  hear(hear: Hear | null): void
  /** What was seen of both receive queues since the last time. */
  addQueues(samples: QueueSamples): void
  readonly counterFiles: CounterFiles
}

/** A run that the window shows. */
export const shownStage = (session: Session, settings: LabSettings): RunStage => ({
  open: (description, opening) => session.open(description, opening),
  openSomewhere: (description, opening) => session.openSomewhere(description, opening),
  hear: (hear) => (session.onNews = hear),
  addQueues: (samples) => session.run.addQueues(samples),
  counterFiles: settings.counterFiles ?? counterFiles
})

/** Runs of which only figures are kept, so that memory stays flat and no terminal is flooded. */
export class QuietStage implements RunStage {
  readonly counterFiles: CounterFiles
  readonly #opener: Opener
  #hear: Hear | null = null
  #closed = false

  constructor(needs: OpenerNeeds & { settings: LabSettings }) {
    this.#opener = new Opener(needs)
    this.counterFiles = needs.settings.counterFiles ?? counterFiles
  }

  readonly #owner = {
    isGone: () => this.#closed,
    changed: () => undefined,
    hearing: (endpointId: number) => ({
      batch: (batch: Omit<EventBatch, 'sessionId'>) => {
        this.#hear?.({ sessionId: '', ...batch })
        return true
      },
      beyond: (counts: EndpointBeyond['counts']) => {
        this.#hear?.({ endpointId, counts })
        return true
      }
    })
  }

  open(description: EndpointDescription, opening: Opening): Promise<Result<EndpointThread>> {
    return this.#opener.open(description, opening, this.#owner)
  }

  openSomewhere(description: EndpointDescription, opening: Opening): Promise<Result<EndpointThread>> {
    return this.#opener.openSomewhere(description, opening, this.#owner)
  }

  hear(hear: Hear | null): void {
    this.#hear = hear
  }

  addQueues(): void {
    return undefined
  }

  /** Closes what is open, for good. */
  close(): Promise<void> {
    this.#closed = true
    return this.#opener.closeAll()
  }
}
