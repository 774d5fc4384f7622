/** A sample of real datagrams, to be drawn on their way: few enough for the eye, spread over the run and over its clients. */

/** How far a datagram is known to have come. */
export const Reached = { balancer: 1, forwarded: 2, server: 3, balancerAgain: 4, client: 5 } as const
export type ReachedStage = (typeof Reached)[keyof typeof Reached]

export interface Flight {
  client: number
  /** Null: the balancer has handed it to nobody yet. */
  server: number | null
  reached: ReachedStage
  /** On the events' clock. */
  beganMs: number
}

/** At first a run has so many; as they are used up, fewer and fewer of its datagrams are drawn. */
const tokensMost = 300
/** New ones in a second of the run. */
const tokensASecond = 80
/** Of the run, the newest. */
const keptMost = 600

/** The same for the same number, and even over all of them (Knuth, The Art of Computer Programming 3, 6.4). */
const scattered = (number: number): number => (Math.imul(number, 2_654_435_769) >>> 0) / 2 ** 32

export class Flights {
  /** The newest last. */
  list: Flight[] = []
  /** Taken since the beginning. */
  taken = 0
  /** Of how many they are a sample. */
  offered = 0
  #tokens = tokensMost
  #refilledMs = Number.NaN
  readonly #byKey = new Map<number | string, Flight>()

  /** A datagram of a client that is drawn. */
  offer(key: number | string, flight: Flight): void {
    this.offered += 1
    if (!Number.isNaN(this.#refilledMs)) {
      const passedMs = Math.max(0, flight.beganMs - this.#refilledMs)
      this.#tokens = Math.min(tokensMost, this.#tokens + (passedMs * tokensASecond) / 1000)
    }
    this.#refilledMs = flight.beganMs
    const thinned = Math.floor((1 - this.#tokens / tokensMost) * 5)
    const chance = scattered(typeof key === 'number' ? key : this.offered)
    if (this.#tokens < 1 || chance * 2 ** thinned >= 1) return
    this.#tokens -= 1
    this.taken += 1
    this.list.push(flight)
    this.#byKey.set(key, flight)
    if (this.list.length > keptMost) this.#drop()
  }

  /** One more step of its way is known; what is not drawn is passed over. */
  reach(key: number | string, reached: ReachedStage, server: number | null = null): void {
    const flight = this.#byKey.get(key)
    if (!flight) return
    if (reached > flight.reached) flight.reached = reached
    if (server !== null) flight.server = server
    if (reached === Reached.client) this.#byKey.delete(key)
  }

  #drop(): void {
    this.list = this.list.slice(-keptMost / 2)
    const kept = new Set(this.list)
    for (const [key, flight] of this.#byKey) if (!kept.has(flight)) this.#byKey.delete(key)
  }
}
