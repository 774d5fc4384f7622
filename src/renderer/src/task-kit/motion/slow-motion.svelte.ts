/** Slow motion as a tab drives it: on or off, one call a step, or one every so often. */
import type { EndpointInfo } from '#shared/events/endpoint'
import { isHeld, type Motion, nextHeld, type Position } from '#shared/events/motion'
import type { SessionView } from '#ui/session-view.svelte.ts'

/** Pause between two calls of Play, in ms. */
export const pauseLimits = { minimum: 300, maximum: 3000, step: 100 } as const

export interface HeldEndpoint {
  info: EndpointInfo
  position: Position
}

/** The tab whose endpoints are held. */
export interface MotionHost {
  readonly session: SessionView
  /** A run of the history is looked at. */
  readonly showsKept: boolean
  /** Whether it was switched. */
  setSlowMotion(on: boolean): Promise<boolean>
  letGo(endpointId: number, stop: number): Promise<void>
  showPrograms(): void
}

export class SlowMotion {
  pauseMs = $state(1000)
  playing = $state(false)
  #timer: ReturnType<typeof setTimeout> | undefined
  readonly #task: MotionHost

  constructor(task: MotionHost) {
    this.#task = task
  }

  get motion(): Motion {
    return this.#task.session.motion
  }

  get on(): boolean {
    return this.motion.on
  }

  /** In the order in which they were opened. */
  get endpoints(): HeldEndpoint[] {
    const { positions } = this.motion
    return this.#task.session.endpoints.flatMap(({ info }) => {
      const position = positions.find(({ endpointId }) => endpointId === info.id)
      return position ? [{ info, position }] : []
    })
  }

  get anyHeld(): boolean {
    return this.motion.positions.some(isHeld)
  }

  async toggle(): Promise<void> {
    // A kept run is over.
    if (this.#task.showsKept) return
    this.pause()
    const on = !this.on
    const done = await this.#task.setSlowMotion(on)
    if (done && on) this.#task.showPrograms()
  }

  /** Lets an endpoint make the call that it is held before; without one, whoever has been held longest. */
  async step(endpointId?: number): Promise<void> {
    const position =
      endpointId === undefined
        ? nextHeld(this.motion)
        : this.motion.positions.find((candidate) => candidate.endpointId === endpointId)
    if (!position || !isHeld(position)) return
    await this.#task.letGo(position.endpointId, position.place.stop)
  }

  /** One call at once, and then one after each pause, until pause() or the end of slow motion. */
  play(): void {
    this.playing = true
    void this.#goOn()
  }

  pause(): void {
    this.playing = false
    clearTimeout(this.#timer)
  }

  async #goOn(): Promise<void> {
    if (!this.on) return this.pause()
    await this.step()
    if (this.playing) this.#timer = setTimeout(() => void this.#goOn(), this.pauseMs)
  }
}
