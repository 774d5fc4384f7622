/** The two pictures of a run, computed anew at most four times a second while it goes on. */
import { type DeliveryBin, DeliveryTally } from '../../../../../shared/model/delivery-tally'
import type { SessionView } from '../../../sessions.svelte'

const pauseMs = 250
const binsMaximum = 240

export interface DeliveryPicture {
  /** How many numbers the run has. */
  numbers: number
  bins: readonly DeliveryBin[]
  counts: { sent: number; unsent: number; served: number; returned: number }
  series: { name: 'sent' | 'served' | 'returned'; seconds: readonly number[]; count: readonly number[] }[]
}

const nothing: DeliveryPicture = {
  numbers: 0,
  bins: [],
  counts: { sent: 0, unsent: 0, served: 0, returned: 0 },
  series: []
}

export class LiveDelivery {
  picture: DeliveryPicture = $state.raw(nothing)
  #tally: DeliveryTally | null = null
  #session: SessionView | null = null
  #timer: ReturnType<typeof setTimeout> | undefined
  #drawnAtMs = Number.NEGATIVE_INFINITY

  /** Something came, or the run changed its phase. */
  changed(session: SessionView): void {
    if (session !== this.#session) {
      this.#session = session
      this.#tally = null
      this.#drawnAtMs = Number.NEGATIVE_INFINITY
    }
    this.#timer ??= setTimeout(() => this.#draw(), Math.max(0, this.#drawnAtMs + pauseMs - performance.now()))
  }

  stop(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
  }

  #draw(): void {
    this.#timer = undefined
    this.#drawnAtMs = performance.now()
    const session = this.#session!
    const { run } = session
    if (run.phase === 'idle') {
      this.picture = nothing
      return
    }
    const { count } = 'outcome' in run ? run.outcome.parameters : run.parameters
    this.#tally ??= new DeliveryTally(count, binsMaximum)
    this.#tally.advance(session.endpoints)
    const { counts, series } = this.#tally
    if (run.phase === 'failed' && counts.sent === 0) {
      this.picture = nothing
      return
    }
    const firstMs = series.sent.timeMs.length > 0 ? this.#firstSentMs(session) : 0
    this.picture = {
      numbers: count,
      bins: this.#tally.bins(run.phase !== 'running'),
      counts: { ...counts },
      series: (['sent', 'served', 'returned'] as const).map((name) => ({
        name,
        seconds: [0, ...series[name].timeMs.map((timeMs) => Math.max(0, timeMs - firstMs) / 1000)],
        count: [0, ...series[name].count]
      }))
    }
  }

  /** The beginning of the first batch that sent something: zero of the time axis. */
  #firstSentMs(session: SessionView): number {
    const client = session.endpoints.find(({ info }) => info.voice.id === 'numbers-client')
    return client?.store.batches.find(({ count }) => count > 0)?.baseMs ?? 0
  }
}
