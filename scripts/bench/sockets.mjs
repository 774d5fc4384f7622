// @ts-check
/** Echo and bursts: ours beside node:dgram alone, the Python pair and the C loop, round by round. */
import { note } from '../electron/plain.mjs'
import { startHost } from './host.mjs'
import { hasIperf, runIperf } from './iperf.mjs'
import { findPairs, runPair } from './peers.mjs'

/** @typedef {{ name: string, inFlight?: number, count: number, rounds: number }} Part */

/** @type {Record<string, Part>} */
export const socketParts = {
  // Half a second of work where the machine is fast.
  echo: { name: 'echo, 64 in flight, 300,000 numbers', inFlight: 64, count: 300_000, rounds: 7 },
  'echo-single': { name: 'echo, one at a time, 30,000 numbers', inFlight: 1, count: 30_000, rounds: 5 },
  'burst-20000': { name: 'burst of 20,000 numbers', count: 20_000, rounds: 15 },
  'burst-1000000': { name: 'burst of 1,000,000 numbers', count: 1_000_000, rounds: 5 }
}

/** V8 compiles while a contestant works for the first time, beside it and on the same processors: this does not count. */
const warmUpMs = 1500

/** The contestants by host: ours with either engine, and what Node's module does alone. */
export const names = {
  system: 'UDP Lab',
  node: 'UDP Lab on node:dgram',
  bare: 'node:dgram alone'
}

/** µs per datagram of each contestant and round. @typedef {Record<string, number[]>} Rounds */

/**
 * @param {Part} part
 * @returns {Promise<{ rounds: Rounds, serving: Rounds, systemShares: number[], first: number, missing: string[] }>} `systemShares`: of
 *   our client thread's processor time in echo, what it spent inside the system; `first`: µs per datagram of ours in a process
 *   whose code is not compiled yet
 */
export async function measureSockets(part) {
  // A process each: what one leaves behind in its allocator is no part of the other's speed.
  const hosts = { system: await startHost(), node: await startHost(), bare: await startHost() }
  const { pairs, missing, end } = findPairs()
  /** @type {Rounds} */
  const rounds = {}
  /** @type {Rounds} */
  const serving = {}
  /** @type {number[]} */
  const systemShares = []
  /** @type {number | undefined} */
  let first
  /** @param {Rounds} into @param {string} who @param {number} value */
  const add = (into, who, value) => (into[who] ??= []).push(value)
  const contestants = [
    ...Object.entries(hosts).map(([name, host]) => ({
      who: names[/** @type {keyof typeof names} */ (name)],
      run: async () => {
        const { count, inFlight } = part
        const plan = { side: name === 'bare' ? 'bare' : 'ours', engine: name, count }
        if (inFlight) {
          const { elapsedMs, returned, systemShare } = await host.ask('echo', { ...plan, inFlight })
          if (name === 'system') systemShares.push(systemShare)
          return { us: (elapsedMs * 1000) / returned }
        }
        const report = await host.ask('burst', { ...plan, reads: 'after' })
        return {
          us: (report.sendingMs * 1000) / report.sent,
          servingUs: (report.servingMs * 1000) / report.served
        }
      }
    })),
    ...pairs.map((pair) => ({
      who: pair.name,
      run: async () => {
        const words = [
          '--count',
          String(part.count),
          ...(part.inFlight ? ['--in-flight', String(part.inFlight)] : ['--burst'])
        ]
        const { elapsedMs, sent, returned } = await runPair(pair, words)
        return { us: (elapsedMs * 1000) / (part.inFlight ? returned : sent) }
      }
    })),
    ...(part.inFlight || !hasIperf()
      ? []
      : [{ who: 'iperf3', run: async () => ({ us: await runIperf(part.count) }) }])
  ]
  if (!hasIperf()) missing.push('iperf3: not installed')
  try {
    for (const { who, run } of contestants) {
      note(`${part.name}: warms up, ${who}`)
      const startMs = performance.now()
      do {
        const { us } = await run()
        if (who === names.system) first ??= us
      } while (performance.now() - startMs < warmUpMs)
    }
    systemShares.length = 0
    for (let round = 1; round <= part.rounds; round++) {
      note(`${part.name}: round ${round} of ${part.rounds}`)
      // Every other round backwards: whoever comes later finds a warmer machine.
      for (const { who, run } of round % 2 === 0 ? contestants : [...contestants].reverse()) {
        const { us, servingUs } = /** @type {{ us: number, servingUs?: number }} */ (await run())
        add(rounds, who, us)
        if (servingUs !== undefined) add(serving, who, servingUs)
      }
    }
  } finally {
    for (const host of Object.values(hosts)) host.end()
    end()
  }
  return { rounds, serving, systemShares, first: first ?? NaN, missing }
}

/**
 * How fast `who` is, as a multiple of `reference`: the ratio within each round.
 *
 * @param {Rounds} rounds @param {string} who @param {string} reference
 */
export const speedRatios = (rounds, who, reference) =>
  (rounds[who] ?? []).map((us, round) => (rounds[reference]?.[round] ?? NaN) / us)
