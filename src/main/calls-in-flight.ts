/** How many calls the page may have waiting: each holds its input and what it works on, so a page without end is refused. */
import type { CallName } from '#shared/contract'
import { failure } from '#shared/fault'

/** No window that is used by hand comes near these. */
export const inFlightLimits = { perCall: 32, total: 256 } as const

/** Calls whose work or answer is large. The one dialog there may be (dialogs.ts) is no call's own. */
const ownLimits: Partial<Record<CallName, number>> = {
  openRun: 4,
  exportRuns: 2,
  importRuns: 2,
  saveFile: 2,
  printReport: 2,
  allowRemote: 4,
  attach: 4,
  predict: 8,
  experiment: 8
}

export const limitOf = (name: CallName): number => ownLimits[name] ?? inFlightLimits.perCall

export class CallsInFlight {
  readonly #counts = new Map<CallName, number>()
  #total = 0

  /** False: there are as many as may be. What was let in must leave. */
  enter(name: CallName): boolean {
    const count = this.#counts.get(name) ?? 0
    if (count >= limitOf(name) || this.#total >= inFlightLimits.total) return false
    this.#counts.set(name, count + 1)
    this.#total += 1
    return true
  }

  leave(name: CallName): void {
    this.#counts.set(name, (this.#counts.get(name) ?? 1) - 1)
    this.#total -= 1
  }
}

export const tooManyCalls = (name: CallName): ReturnType<typeof failure> =>
  failure('lab/busy', `The lab has too many calls of "${name}" to answer.`, {
    advice: 'Wait until those before are answered, then try again.'
  })
