/** The pictures of a run, computed anew at most four times a second while it goes on. */
import { tick } from 'svelte'
import { binsOf, type DeliveryBin, missingFrom } from '#tasks/loss/model/delivery-bins'
import { firstSendMs, type RunRecord } from '#tasks/loss/model/number-fate'
import { runIn } from '#tasks/loss/model/kept-outcome'
import type { Progress } from '#tasks/loss/model/tally'
import { TallyFollower } from '#tasks/loss/model/tally-follower'
import { noSamples, type QueueName } from '#shared/events/queue-samples'
import type { EndpointView, SessionView } from '#ui/sessions.svelte.ts'
import { type CountLine, countLines } from './run-charts'

const pauseMs = { least: 250, most: 1000 }
/** Drawing takes at most this share of the time: a machine that is busy with the run itself draws less often. */
const drawingShare = 0.05
const binsMaximum = 240

export interface DeliveryPicture {
  /** Which run this is; empty before the first. */
  sessionId: string
  /** How many numbers the run has. */
  numbers: number
  counts: Progress
  series: readonly CountLine[]
  /** What became of the numbers `from` to `to`. */
  binsOf: (from: number, to: number) => readonly DeliveryBin[]
  /** The nearest missing number after (1) or before (-1) a number, or null. */
  missingFrom: (number: number, step: 1 | -1) => number | null
  record: RunRecord
  /** The first send and the last event on the events' clock, in ms. */
  firstMs: number
  lastMs: number
}

const nothing: DeliveryPicture = {
  sessionId: '',
  numbers: 0,
  counts: { sent: 0, unsent: 0, served: 0, replied: 0, returned: 0 },
  series: [],
  binsOf: () => [],
  missingFrom: () => null,
  record: { endpoints: [], samples: noSamples, grantedBytes: { server: null, client: null }, over: false },
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
  #grants = new Grants()
  #session: SessionView | null = null
  #timer: ReturnType<typeof setTimeout> | undefined
  #drawnAtMs = Number.NEGATIVE_INFINITY
  #pauseMs = pauseMs.least

  /** Something came, or the run changed its phase. */
  changed(session: SessionView): void {
    if (session !== this.#session) {
      this.#session = session
      this.#follower = null
      this.#grants = new Grants()
      this.#drawnAtMs = Number.NEGATIVE_INFINITY
    }
    this.#grants.note(session.endpoints)
    this.#timer ??= setTimeout(
      () => this.#draw(),
      Math.max(0, this.#drawnAtMs + this.#pauseMs - performance.now())
    )
  }

  stop(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
  }

  /** The charts are drawn: how long that took says when they may be drawn next. */
  #rest(): void {
    const costMs = performance.now() - this.#drawnAtMs
    this.#pauseMs = Math.min(Math.max(costMs / drawingShare, pauseMs.least), pauseMs.most)
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
    const { series, tally } = follower
    const { progress: counts } = tally
    if (run.phase === 'failed' && counts.sent === 0) {
      this.picture = nothing
      return
    }
    const over = run.phase !== 'running'
    const firstMs = firstSendMs(session.endpoints) ?? 0
    const granted = 'outcome' in run ? run.outcome.value.buffers : null
    this.picture = {
      sessionId: session.sessionId,
      numbers: count,
      counts: { ...counts },
      series: countLines(follower, firstMs),
      binsOf: (from, to) => binsOf(tally, { range: { from, to }, binsMaximum, over }),
      missingFrom: (number, step) => missingFrom(tally, number, step, over),
      record: {
        endpoints: session.endpoints,
        samples: session.queues,
        grantedBytes: granted
          ? { server: granted.server.grantedBytes, client: granted.client.grantedBytes }
          : { ...this.#grants.bytes },
        over
      },
      firstMs,
      lastMs: Math.max(firstMs, ...Object.values(series).map(({ timeMs }) => timeMs.at(-1) ?? firstMs))
    }
  }
}
