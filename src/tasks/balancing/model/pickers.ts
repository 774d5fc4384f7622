/** The balancer's algorithms: each picks a server for a client, or for a datagram. Pure: chance comes from outside. */
import type { EndpointAddress } from '#shared/events/address'
import { maglevTable } from './maglev'
import { hashSource } from './source-hash'

export const algorithms = [
  'round-robin',
  'weighted-round-robin',
  'random',
  'least-outstanding',
  'two-choices',
  'source-hash',
  'maglev'
] as const
export type Algorithm = (typeof algorithms)[number]

/** A server as an algorithm sees it. */
export interface PoolServer {
  /** Its place in the pool, from 0. */
  index: number
  /** What stays the same while it is in the pool: its address and port. */
  name: string
  /** 0: it gets nothing. */
  weight: number
  up: boolean
  /** Requests that it was sent and has not answered. */
  outstanding: number
}

export interface Picker {
  /** One that is up; null: there is none. */
  pick: (source: EndpointAddress, pool: readonly PoolServer[]) => PoolServer | null
}

export interface PickerNeeds {
  /** From 0 up to, but not including, 1. */
  random: () => number
}

const presentIn = (pool: readonly PoolServer[]): PoolServer[] =>
  pool.filter(({ up, weight }) => up && weight > 0)

/** Those behind the last one first: whose turn it is comes first. */
function inTurn(present: readonly PoolServer[], lastIndex: number): PoolServer[] {
  const next = present.findIndex(({ index }) => index > lastIndex)
  return next < 0 ? [...present] : [...present.slice(next), ...present.slice(0, next)]
}

/** One after the other, whatever their weights. */
function roundRobin(): Picker {
  let lastIndex = -1
  return {
    pick: (_source, pool) => {
      const [server = null] = inTurn(presentIn(pool), lastIndex)
      if (server) lastIndex = server.index
      return server
    }
  }
}

/**
 * Smooth weighted round robin, as nginx's upstream module does it: each turn every server gains its weight, the one with the
 * most is taken and pays the sum, so that weights 5, 1, 1 give a a b a c a a and not five in a row.
 */
function weightedRoundRobin(): Picker {
  const credits = new Map<number, number>()
  const creditOf = ({ index }: PoolServer): number => credits.get(index) ?? 0
  return {
    pick: (_source, pool) => {
      let best: PoolServer | null = null
      let sum = 0
      for (const server of presentIn(pool)) {
        sum += server.weight
        credits.set(server.index, creditOf(server) + server.weight)
        if (best === null || creditOf(server) > creditOf(best)) best = server
      }
      if (best) credits.set(best.index, creditOf(best) - sum)
      return best
    }
  }
}

function random({ random: chance }: PickerNeeds): Picker {
  return {
    pick: (_source, pool) => {
      const present = presentIn(pool)
      return present[Math.floor(chance() * present.length)] ?? null
    }
  }
}

const lessBusy = (one: PoolServer, other: PoolServer): PoolServer =>
  other.outstanding < one.outstanding ? other : one

/** Whichever has the fewest requests open; among equals the one whose turn it is. */
function leastOutstanding(): Picker {
  let lastIndex = -1
  return {
    pick: (_source, pool) => {
      const turn = inTurn(presentIn(pool), lastIndex)
      if (turn.length === 0) return null
      const server = turn.reduce(lessBusy)
      lastIndex = server.index
      return server
    }
  }
}

/** Two different ones by chance, of which the less busy: M. Mitzenmacher, "The Power of Two Choices", IEEE TPDS 12(10), 2001. */
function twoChoices({ random: chance }: PickerNeeds): Picker {
  return {
    pick: (_source, pool) => {
      const present = presentIn(pool)
      const [one] = present.splice(Math.floor(chance() * present.length), 1)
      const other = present[Math.floor(chance() * present.length)]
      return one && other ? lessBusy(one, other) : (one ?? null)
    }
  }
}

/** hash mod N: even, and almost everybody moves when N changes. */
function sourceHash(): Picker {
  return {
    pick: (source, pool) => {
      const present = presentIn(pool)
      return present[hashSource(source) % present.length] ?? null
    }
  }
}

/** The table is made anew only when a server comes, goes, or has another weight. */
function maglev(): Picker {
  let made = ''
  let table: ArrayLike<number> = []
  return {
    pick: (source, pool) => {
      const weights = pool.map(({ up, weight }) => (up ? weight : 0))
      const wanted = pool.map(({ name }, place) => `${name} ${weights[place]}`).join()
      if (wanted !== made) {
        const names = pool.map(({ name }) => name)
        table = maglevTable(names, weights)
        made = wanted
      }
      const place = table[hashSource(source) % table.length]
      return place === undefined ? null : (pool[place] ?? null)
    }
  }
}

const makers = {
  'round-robin': roundRobin,
  'weighted-round-robin': weightedRoundRobin,
  random,
  'least-outstanding': leastOutstanding,
  'two-choices': twoChoices,
  'source-hash': sourceHash,
  maglev
} as const satisfies Record<Algorithm, (needs: PickerNeeds) => Picker>

export const makePicker = (algorithm: Algorithm, needs: PickerNeeds): Picker => makers[algorithm](needs)
