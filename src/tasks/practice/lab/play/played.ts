/** What was seen in scenes: each is played once, and one after the other, because they share ports and program. */
import type { Result } from '#shared/fault'

export class PlayedScenes<Scene, Seen> {
  readonly #played = new Map<Scene, Promise<Result<Seen>>>()
  #last: Promise<unknown> = Promise.resolve()

  once(scene: Scene, play: () => Promise<Result<Seen>>): Promise<Result<Seen>> {
    const playing = this.#played.get(scene) ?? this.next(play)
    this.#played.set(scene, playing)
    return playing
  }

  /** Another one, which is no scene of a name. */
  next(play: () => Promise<Result<Seen>>): Promise<Result<Seen>> {
    const playing = this.#last.then(play)
    this.#last = playing.catch(() => undefined)
    return playing
  }

  /** Resolves when none is being played. */
  async settled(): Promise<void> {
    await this.#last
  }
}
