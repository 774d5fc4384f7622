/**
 * Consistent hashing by a lookup table: D. Eisenbud et al., "Maglev: A Fast and Reliable Software Network Load Balancer",
 * NSDI 2016, section 3.4. Every server fills entries in an order of its own, one a turn, so that their shares differ by one
 * entry at most, and most entries keep their server when another one comes or goes.
 */
import { hashText } from './source-hash'

/** The paper's small table; a prime, so that every skip walks through all entries. */
export const maglevEntries = 65_537

const seeds = { offset: 0, skip: 0x9e3779b9 } as const

/** Where a server begins in the table, and how far it goes each time: the paper's offset and skip. */
export interface Walk {
  offset: number
  skip: number
}

/** @param entries size of the table, a prime above 2 */
export function walkOf(server: string, entries: number): Walk {
  return {
    offset: hashText(server, seeds.offset) % entries,
    skip: (hashText(server, seeds.skip) % (entries - 1)) + 1
  }
}

/**
 * The paper's population algorithm. A server of weight w has w turns where one of weight 1 has one.
 *
 * @param walks one for each server, in an order that does not change
 * @param weights whole numbers, 0: no entry
 * @param entries size of the table, a prime; at least the sum of the weights
 * @returns for each entry the index of its server; empty when no server has a weight
 */
export function populate(
  walks: readonly Walk[],
  weights: readonly number[],
  entries = maglevEntries
): Uint16Array {
  const fillers = walks.map(({ offset, skip }, server) => ({
    server,
    next: offset,
    skip,
    turns: weights[server] ?? 0
  }))
  if (fillers.every(({ turns }) => turns === 0)) return new Uint16Array(0)
  const free = 0xffff
  const table = new Uint16Array(entries).fill(free)
  for (let filled = 0; ;) {
    for (const filler of fillers) {
      for (let turn = 0; turn < filler.turns; turn++) {
        while (table[filler.next] !== free) filler.next = (filler.next + filler.skip) % entries
        table[filler.next] = filler.server
        if (++filled === entries) return table
      }
    }
  }
}

/** The table of servers known by their names; a weight of 0 takes one out and leaves the others' indices as they are. */
export const maglevTable = (
  servers: readonly string[],
  weights: readonly number[],
  entries = maglevEntries
): Uint16Array =>
  populate(
    servers.map((server) => walkOf(server, entries)),
    weights,
    entries
  )
