/** Shows a film: where it stands, whether it goes, how fast. */
import type { QueueFilm } from '#tasks/loss/model/queue/film'

/** ms of watching for one ms of the run. */
export const slownesses = [1, 10, 100, 1000] as const
export type Slowness = (typeof slownesses)[number]

/** A film should last about so long. */
const watchedMs = 8000
/** Where nothing may move by itself, the film goes in so many steps, each shown for so long. */
const still = { steps: 40, shownMs: 700 } as const

export class Projector {
  /** On the events' clock. */
  timeMs = $state(0)
  playing = $state(false)
  slowness: Slowness = $state(1)
  #film: QueueFilm | null = null
  #frame = 0
  #lastMs = 0
  readonly #isStill: () => boolean
  readonly #moved: (settled: boolean) => void

  /**
   * @param isStill nothing may move by itself (prefers-reduced-motion)
   * @param moved told after each move, and whether it was the last for now
   */
  constructor(isStill: () => boolean, moved: (settled: boolean) => void) {
    this.#isStill = isStill
    this.#moved = moved
  }

  get film(): QueueFilm | null {
    return this.#film
  }

  /** Takes a film in and stands at its end. */
  load(film: QueueFilm): void {
    this.pause()
    this.#film = film
    const lastsMs = film.facts.lastMs - film.facts.firstMs
    this.slowness = slownesses.find((slowness) => lastsMs * slowness >= watchedMs) ?? slownesses.at(-1)!
    this.goTo(film.facts.lastMs)
  }

  unload(): void {
    this.pause()
    this.#film = null
  }

  goTo(timeMs: number, settled = true): void {
    const film = this.#film
    if (!film) return
    const { firstMs, lastMs } = film.facts
    this.timeMs = Math.min(Math.max(timeMs, firstMs), lastMs)
    film.seek(this.timeMs)
    this.#moved(settled)
  }

  /** To the moment that an event made. */
  goToEvent(event: number): void {
    const film = this.#film
    if (!film) return
    this.timeMs = film.seekEvent(event).timeMs
    this.#moved(true)
  }

  /** To the next event, or the one before. */
  step(by: 1 | -1): void {
    if (this.#film) this.goToEvent(this.#film.frame.events + by)
  }

  /** By a share of the whole. */
  leap(share: number): void {
    const film = this.#film
    if (film) this.goTo(this.timeMs + share * (film.facts.lastMs - film.facts.firstMs))
  }

  toggle(): void {
    if (this.playing) this.pause()
    else this.play()
  }

  play(): void {
    const film = this.#film
    if (!film) return
    if (this.timeMs >= film.facts.lastMs) this.timeMs = film.facts.firstMs
    this.playing = true
    this.#lastMs = performance.now()
    this.#frame = requestAnimationFrame((nowMs) => this.#next(nowMs))
  }

  pause(): void {
    cancelAnimationFrame(this.#frame)
    if (!this.playing) return
    this.playing = false
    this.#moved(true)
  }

  #next(nowMs: number): void {
    const film = this.#film
    if (!film || !this.playing) return
    const { firstMs, lastMs } = film.facts
    const passedMs = nowMs - this.#lastMs
    const due = !this.#isStill() || passedMs >= still.shownMs
    if (due) {
      this.#lastMs = nowMs
      const byMs = this.#isStill() ? (lastMs - firstMs) / still.steps : Math.max(0, passedMs) / this.slowness
      this.goTo(this.timeMs + byMs, false)
      if (this.timeMs >= lastMs) return this.pause()
    }
    this.#frame = requestAnimationFrame((nextMs) => this.#next(nextMs))
  }
}
