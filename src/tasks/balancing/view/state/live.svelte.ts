/** The tab's pool as it is now: read from the session's events in small pieces, told anew some times a second. */
import type { RunState } from '#shared/events/session'
import type { Flight } from '#tasks/balancing/model/live/flights'
import type { LivePool } from '#tasks/balancing/model/live/live-pool'
import { type PoolFigures, poolFigures } from '#tasks/balancing/model/live/pool-figures'
import { PoolFollower } from '#tasks/balancing/model/live/pool-follower'
import type { PoolPlan } from '#tasks/balancing/model/live/pool-plan'
import { type SessionRows, sessionRows } from '#tasks/balancing/model/live/session-rows'
import { outcomeIn } from '#tasks/balancing/model/outcome'
import type { BalancingParameters } from '#tasks/balancing/model/parameters'
import type { SessionView } from '#ui/sessions.svelte.ts'

/** Of a frame, for reading: the window draws in the rest. */
const pieceMs = 5
/** Figures that change faster are not read by anybody. */
const tellEveryMs = 200
/** Rows of the session table. */
const rowsMost = 100

const noRows: SessionRows = { rows: [], count: 0 }

/** What the session's run was started with; null: there is none. */
export function parametersOf(run: RunState): BalancingParameters | null {
  if (run.phase === 'idle') return null
  return 'outcome' in run
    ? (outcomeIn(run.outcome)?.parameters ?? null)
    : (run.parameters as BalancingParameters)
}

const planOf = (parameters: BalancingParameters, withClients: boolean): PoolPlan => ({
  balancer: parameters.balancer,
  servers: parameters.servers.length,
  health: parameters.health,
  clients: withClients ? parameters.clients : 0,
  messages: withClients ? parameters.messages : 0
})

export class LiveView {
  /** Null: nothing ran yet. */
  figures: PoolFigures | null = $state.raw(null)
  table: SessionRows = $state.raw(noRows)
  /** Datagrams to be drawn that came since the last time. */
  fresh: readonly Flight[] = $state.raw([])
  /** The client that was chosen from the list. */
  chosen: number | null = $state(null)
  /** The client that the pointer is on. */
  pointed: number | null = $state(null)
  #session: SessionView | null = null
  #isRun = false
  #follower: PoolFollower | null = null
  #drawn = 0
  #toldMs = -Infinity
  #frame = 0
  #timer: ReturnType<typeof setTimeout> | undefined
  #standing: BalancingParameters | null = null

  get followed(): number | null {
    return this.pointed ?? this.chosen
  }

  get pool(): LivePool | null {
    return this.#follower?.pool ?? null
  }

  /**
   * Something came, or the run changed its phase.
   *
   * @param standing what a pool without a run was started with; null: nobody knows
   */
  changed(session: SessionView, standing: BalancingParameters | null): void {
    this.#standing = standing
    if (session !== this.#session) this.#begin(session)
    this.#frame ||= requestAnimationFrame(() => this.#look())
  }

  stop(): void {
    cancelAnimationFrame(this.#frame)
    clearTimeout(this.#timer)
    this.#frame = 0
  }

  #begin(session: SessionView): void {
    this.#session = session
    this.#forget()
    this.chosen = this.pointed = null
  }

  #forget(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#follower = null
    this.#drawn = 0
    this.#toldMs = -Infinity
    this.figures = null
    this.table = noRows
    this.fresh = []
  }

  #look(): void {
    this.#frame = 0
    const session = this.#session
    if (!session || session.endpoints.length === 0) return
    const ran = parametersOf(session.run)
    // The run of a session begins when its pool stands already: its clients are known from then on.
    if (this.#follower && this.#isRun !== (ran !== null)) this.#forget()
    this.#isRun = ran !== null
    const parameters = ran ?? this.#standing
    if (!parameters) return
    const follower = (this.#follower ??= new PoolFollower(planOf(parameters, ran !== null)))
    const untilMs = performance.now() + pieceMs
    const isMore = follower.advance(session.endpoints, () => performance.now() < untilMs)
    if (isMore) this.#frame = requestAnimationFrame(() => this.#look())
    // What is over has one picture: those on the way to it would show servers as stopped that ended with the run.
    if (!isMore || !('outcome' in session.run)) this.#tellSoon(follower.pool)
  }

  #tellSoon(pool: LivePool): void {
    const inMs = this.#toldMs + tellEveryMs - performance.now()
    if (inMs <= 0) return this.#tell(pool)
    this.#timer ??= setTimeout(() => this.#tell(pool), inMs)
  }

  #tell(pool: LivePool): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#toldMs = performance.now()
    this.figures = poolFigures(pool)
    this.table = sessionRows(pool, rowsMost)
    const news = Math.min(pool.flights.taken - this.#drawn, pool.flights.list.length)
    this.#drawn = pool.flights.taken
    this.fresh = news > 0 ? pool.flights.list.slice(-news) : []
  }
}
