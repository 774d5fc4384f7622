/** The pictures of a run, computed anew at most four times a second while it goes on. */
import { tick } from 'svelte'
import { binsOf, type DeliveryBin, fatesOf, missingFrom } from '#tasks/loss/model/delivery-bins'
import { firstSendMs, type RunRecord } from '#tasks/loss/model/number-fate'
import { runIn } from '#tasks/loss/model/kept-outcome'
import { NumberTimes } from '#tasks/loss/model/number-times'
import { type OverTime, overTimeOf } from '#tasks/loss/model/over-time'
import type { Progress } from '#tasks/loss/model/tally'
import { TallyFollower } from '#tasks/loss/model/tally-follower'
import { noSamples, type QueueName } from '#shared/events/queue-samples'
import { pauseAfter } from '#ui/pace'
import type { EndpointView, SessionView } from '#ui/sessions.svelte.ts'

const pauseMs = { least: 250, most: 4000 }
const binsMaximum = 240
const stepsMaximum = 1600

export interface DeliveryPicture {
  /** Which run this is; empty before the first. */
  sessionId: string
  /** How many numbers the run has. */
  numbers: number
  counts: Progress
  /** What waited, was lost, and was sent, served and returned, each over time. */
  overTime: () => OverTime
  /** What became of the numbers `from` to `to`. */
  binsOf: (from: number, to: number) => readonly DeliveryBin[]
  /** What became of every number, as `fatesOf` tells it. */
  fates: () => Uint8Array
  /** The nearest missing number after (1) or before (-1) a number, or null. */
  missingFrom: (number: number, step: 1 | -1) => number | null
  /** The highest number that was sent by a time on the events' clock; 0: none. */
  lastSentBy: (timeMs: number) => number
  record: RunRecord
  /** The first send and the last event on the events' clock, in ms. */
  firstMs: number
  lastMs: number
}

const nothing: DeliveryPicture = {
  sessionId: '',
  numbers: 0,
  counts: { sent: 0, unsent: 0, served: 0, replied: 0, returned: 0 },
  overTime: () => overTimeOf(new NumberTimes(0), { over: true, stepsMaximum: 1 }),
  binsOf: () => [],
  fates: () => new Uint8Array(),
  missingFrom: () => null,
  lastSentBy: () => 0,
  record: {
    endpoints: [],
    samples: noSamples,
    grantedBytes: { server: null, client: null },
    chargeBytes: null,
    over: false
  },
  firstMs: 0,
  lastMs: 0
}

const programs = { server: 'echo-server', client: 'numbers-client' } as const

/** What the sockets of a run were granted: they tell while they are open, and what was told is kept. */
class Grants {
  readonly bytes: Record<QueueName, number | null> = { server: null, client: null }

  note(endpoints: readonly EndpointView[]): void {
    for (const name of ['server', 'client'] as const) {
      const state = endpoints.findLast(({ info }) => info.program.id === programs[name])?.info.state
      if (state?.phase === 'open') this.bytes[name] = state.buffer.grantedBytes
    }
  }
}

export class LiveDelivery {
  picture: DeliveryPicture = $state.raw(nothing)
  #follower: TallyFollower | null = null
  #times: NumberTimes | null = null
  #grants = new Grants()
  #session: SessionView | null = null
  #timer: ReturnType<typeof setTimeout> | undefined
  #drawnAtMs = Number.NEGATIVE_INFINITY
  #pauseMs = pauseMs.least
  #phase = ''

  /** Something came, or the run changed its phase. */
  changed(session: SessionView): void {
    if (session !== this.#session) {
      this.#session = session
      this.#follower = null
      this.#times = null
      this.#grants = new Grants()
      this.#phase = ''
      this.#drawnAtMs = Number.NEGATIVE_INFINITY
    }
    this.#grants.note(session.endpoints)
    const { phase } = runIn(session.run)
    // What a run came to is not waited for.
    const hasEnded = phase !== this.#phase && phase !== 'running'
    this.#phase = phase
    if (hasEnded) this.stop()
    const dueMs = hasEnded ? 0 : this.#drawnAtMs + this.#pauseMs - performance.now()
    this.#timer ??= setTimeout(() => this.#draw(), Math.max(0, dueMs))
  }

  stop(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
  }

  /** The charts are drawn: how long that took says when they may be drawn next. */
  #rest(): void {
    const costMs = performance.now() - this.#drawnAtMs
    this.#pauseMs = pauseAfter(costMs, pauseMs)
  }

  #draw(): void {
    this.#timer = undefined
    this.#drawnAtMs = performance.now()
    void tick().then(() => this.#rest())
    const session = this.#session!
    const run = runIn(session.run)
    if (run.phase === 'idle') {
      this.picture = nothing
      return
    }
    const { count } = 'outcome' in run ? run.outcome.value.parameters : run.parameters
    const follower = (this.#follower ??= new TallyFollower(count))
    follower.advance(session.endpoints)
    const times = (this.#times ??= new NumberTimes(count))
    times.advance(session.endpoints)
    const { series, tally } = follower
    const { progress: counts } = tally
    if (run.phase === 'failed' && counts.sent === 0) {
      this.picture = nothing
      return
    }
    const over = run.phase !== 'running'
    const firstMs = firstSendMs(session.endpoints) ?? 0
    const outcome = 'outcome' in run ? run.outcome.value : null
    const granted = outcome?.buffers
    this.picture = {
      sessionId: session.sessionId,
      numbers: count,
      counts: { ...counts },
      overTime: () => overTimeOf(times, { over, stepsMaximum }),
      binsOf: (from, to) => binsOf(tally, { range: { from, to }, binsMaximum, over }),
      fates: () => fatesOf(tally, over),
      missingFrom: (number, step) => missingFrom(tally, number, step, over),
      lastSentBy: (timeMs) => times.lastSentBy(timeMs),
      record: {
        endpoints: session.endpoints,
        samples: session.queues,
        grantedBytes: granted
          ? { server: granted.server.grantedBytes, client: granted.client.grantedBytes }
          : { ...this.#grants.bytes },
        chargeBytes: outcome?.prediction.charge?.bytes ?? null,
        over
      },
      firstMs,
      lastMs: Math.max(firstMs, ...Object.values(series).map(({ timeMs }) => timeMs.at(-1) ?? firstMs))
    }
  }
}
