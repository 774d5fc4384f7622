/** The queue picture's run: counted while it goes, and made into a film in small pieces when it is over. */
import type { QueueSamples } from '#shared/events/queue-samples'
import { outcomeIn, runIn } from '#tasks/loss/model/kept-outcome'
import type { LossParameters } from '#tasks/loss/model/parameters'
import type { QueueFilm } from '#tasks/loss/model/queue/film'
import { makeFilm } from '#tasks/loss/model/queue/film-maker'
import { LiveCounts } from '#tasks/loss/model/queue/live-counts'
import { endOf } from '#tasks/loss/model/tally-follower'
import type { SessionView } from '#ui/sessions.svelte.ts'
import { emptyScene, type Limits, limitsOf, type Scene } from './scene'
import { showLive } from './live-scene'

export type Shown =
  | { phase: 'idle' }
  | { phase: 'live' }
  /** It is over; the film is being made. */
  | { phase: 'making' }
  | { phase: 'film'; film: QueueFilm; limits: Limits }

/** A piece of the work on a film; the window draws between two. */
const pieceMs = 5
const pauseMs = 8

export class LiveFilm {
  shown: Shown = $state.raw({ phase: 'idle' })
  readonly scene: Scene = emptyScene()
  /** Grows when the scene of a run that goes on has changed. */
  drawn = $state(0)
  #session: SessionView | null = null
  #counts: LiveCounts | null = null
  #timer: ReturnType<typeof setTimeout> | undefined
  /** Events that the film was made of, or is being made of. */
  #filmed = -1
  #frame = 0

  /** Something came, or the run changed its phase: what there is to show is worked out at the next frame. */
  changed(session: SessionView): void {
    if (session !== this.#session) this.#begin(session)
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0
      this.#look()
    })
  }

  stop(): void {
    cancelAnimationFrame(this.#frame)
    clearTimeout(this.#timer)
    this.#frame = 0
  }

  #begin(session: SessionView): void {
    clearTimeout(this.#timer)
    this.#session = session
    this.#counts = null
    this.#filmed = -1
    Object.assign(this.scene, emptyScene())
    this.shown = { phase: 'idle' }
  }

  #look(): void {
    const session = this.#session!
    const run = runIn(session.run)
    const server = endOf(session.endpoints, 'server')
    const client = endOf(session.endpoints, 'client')
    if (run.phase === 'idle' || run.phase === 'failed' || !server || !client) return
    if (run.phase !== 'running') return this.#film(session)
    const ends = { server: server.local, client: client.local }
    const counts = (this.#counts ??= new LiveCounts(ends))
    counts.advance('server', server.endpoint.store.batches)
    counts.advance('client', client.endpoint.store.batches)
    this.#showLive(counts, session.queues, run.parameters)
    if (this.shown.phase !== 'live') this.shown = { phase: 'live' }
    this.drawn++
  }

  #showLive(counts: LiveCounts, samples: QueueSamples, { serviceUs, queue }: LossParameters): void {
    const granted = (side: 'server' | 'client'): number | null => {
      const state = endOf(this.#session!.endpoints, side)?.endpoint.info.state
      return state?.phase === 'open' ? state.buffer.grantedBytes : this.scene[side].limitBytes
    }
    showLive(this.scene, counts, {
      samples,
      grantedBytes: { server: granted('server'), client: granted('client') },
      busy: serviceUs > 0,
      emulated: queue === 'emulated'
    })
  }

  #film(session: SessionView): void {
    const outcome = outcomeIn('outcome' in session.run ? session.run.outcome : null)
    const server = endOf(session.endpoints, 'server')
    const client = endOf(session.endpoints, 'client')
    if (!outcome || !server || !client) return
    const stores = { server: server.endpoint.store, client: client.endpoint.store }
    const events = stores.server.count + stores.client.count
    // A window that joins gets a long run in pieces: the film is made again when more has come.
    if (events === this.#filmed) return
    this.#filmed = events
    if (this.shown.phase !== 'film') this.shown = { phase: 'making' }
    const making = makeFilm({
      outcome,
      ends: { server: server.local, client: client.local },
      batches: { server: [...stores.server.batches], client: [...stores.client.batches] },
      samples: session.queues
    })
    this.#work(making, limitsOf(outcome))
  }

  #work(making: ReturnType<typeof makeFilm>, limits: Limits): void {
    clearTimeout(this.#timer)
    const untilMs = performance.now() + pieceMs
    let step = making.next()
    while (!step.done && performance.now() < untilMs) step = making.next()
    if (!step.done) {
      this.#timer = setTimeout(() => this.#work(making, limits), pauseMs)
      return
    }
    this.shown = step.value ? { phase: 'film', film: step.value, limits } : { phase: 'idle' }
  }
}
