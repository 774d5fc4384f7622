/** How many calls the page may have waiting: each holds its input and what it works on, so a page without end is refused. */
import { failure } from '#shared/fault'

/** No window that is used by hand comes near these. */
export const inFlightLimits = { perCall: 32, total: 256 } as const

export class CallsInFlight {
  readonly #counts = new Map<string, number>()
  #total = 0

  /**
   * False: there are as many as may be. What was let in must leave.
   * @param atOnce how many of this name may be, where its call says so: the one dialog there may be (dialogs.ts) is no call's own
   */
  enter(name: string, atOnce: number = inFlightLimits.perCall): boolean {
    const count = this.#counts.get(name) ?? 0
    if (count >= atOnce || this.#total >= inFlightLimits.total) return false
    this.#counts.set(name, count + 1)
    this.#total += 1
    return true
  }

  leave(name: string): void {
    this.#counts.set(name, (this.#counts.get(name) ?? 1) - 1)
    this.#total -= 1
  }
}

export const tooManyCalls = (name: string): ReturnType<typeof failure> =>
  failure('lab/busy', `The lab has too many calls of "${name}" to answer.`, {
    advice: 'Wait until those before are answered, then try again.'
  })
