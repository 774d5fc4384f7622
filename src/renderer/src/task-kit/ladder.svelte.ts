/** The ladder of a session, derived anew at most ten times a second while something changes. */
import { deriveLadder, type Ladder, recentSources } from '#shared/ladder/ladder'
import { settleMs } from '#shared/events/datagrams'
import type { ExpectedLane, OutsideTitle } from '#shared/ladder/ladder-lanes'
import type { TaskDefinition } from '#tasks/task'
import type { TaskState } from './task-state.svelte'

const pauseMs = 100

/** How ladders are drawn, in every task's tab, until the window closes. */
export const ladderView = $state({ toScale: false })

/** Each terminal's program has its lane from the beginning. */
const lanesOf = ({ logs }: Pick<TaskDefinition, 'logs'>): ExpectedLane[] =>
  Object.entries(logs).map(([log, { role, title, lane = title }]) => ({ role, log, title: lane }))

export class LiveLadder {
  picture: Ladder = $state.raw(deriveLadder([], 0))
  #timer: ReturnType<typeof setTimeout> | undefined
  #derivedAtMs = Number.NEGATIVE_INFINITY
  #again = false
  readonly #state: TaskState
  readonly #outsideTitle: OutsideTitle

  constructor(state: TaskState, outsideTitle: OutsideTitle = () => null) {
    this.#state = state
    this.#outsideTitle = outsideTitle
  }

  /** Something changed; derives now or when the pause is over. */
  changed(): void {
    this.#again = true
    this.#schedule(Math.max(0, this.#derivedAtMs + pauseMs - performance.now()))
  }

  stop(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
  }

  #schedule(inMs: number): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#derive(), inMs)
  }

  #derive(): void {
    this.#derivedAtMs = performance.now()
    const { session, definition } = this.#state
    const sources = recentSources(session.endpoints, session.programs)
    const lanes = lanesOf(definition)
    this.picture = deriveLadder(sources, this.#state.nowMs(), session.motion.on, lanes, this.#outsideTitle)
    // What is on its way now is delivered or lost a little later, without any event that says so.
    const unsettled = this.picture.arrows.some(({ datagram }) => datagram.outcome === 'in-flight')
    if (unsettled || this.#again) this.#schedule(settleMs + 20)
    this.#again = false
  }
}
