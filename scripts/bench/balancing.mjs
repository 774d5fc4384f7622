// @ts-check
/** What a balancer costs: the C client with 64 in flight to one server of the lab, at once, through the lab's balancer and through nginx. */
import { note } from '../electron/plain.mjs'
import { findPairs, runPair } from './peers.mjs'

const inFlight = 64
/** Long enough that the start of a new process, whose code is still being compiled, weighs little. */
const count = 400_000
/** Client, balancer and server share the processors: of five rounds two slow ones were the lower quartile. */
const rounds = 11
/** The pool stands as long as the longest round could take. */
const standSeconds = '60'

/** @param {readonly string[]} words */
const lab = (words) => ['node', 'scripts/lab.mjs', ...words, '--for', standSeconds, '--json']
const pool = ['balance', '--servers', '1', '--no-health']

const servers = {
  direct: lab(['serve', '--echo', '--port', '0']),
  lab: lab(pool),
  nginx: lab([...pool, '--balancer', 'nginx'])
}

/** @typedef {keyof typeof servers} Way */

/**
 * @returns {Promise<{ ofDirect: number[], ofNginx: number[], nginxOfDirect: number[], missing: string[] }>} speed of the lab's
 *   balancer as ratios, by round
 */
export async function measureBalancing() {
  const { pairs, missing, end } = findPairs()
  const pair = pairs.find(({ name }) => name === 'C loop')
  /** @type {{ ofDirect: number[], ofNginx: number[], nginxOfDirect: number[] }} */
  const ratios = { ofDirect: [], ofNginx: [], nginxOfDirect: [] }
  let withNginx = true
  /** @param {Way} way */
  const perMs = async (way) => {
    const contestant = { name: way, client: pair?.client ?? [], server: servers[way], serverWords: [] }
    const words = ['--count', String(count), '--in-flight', String(inFlight)]
    const { returned, elapsedMs } = await runPair(contestant, words)
    return returned / elapsedMs
  }
  try {
    for (let round = 0; pair && round < rounds; round++) {
      note(`balancing: round ${round + 1} of ${rounds}`)
      const direct = await perMs('direct')
      const own = await perMs('lab')
      ratios.ofDirect.push(own / direct)
      if (!withNginx) continue
      try {
        const nginx = await perMs('nginx')
        ratios.ofNginx.push(own / nginx)
        ratios.nginxOfDirect.push(nginx / direct)
      } catch {
        withNginx = false
        missing.push('nginx with a stream module')
      }
    }
    return { ...ratios, missing }
  } finally {
    end()
  }
}
