// @ts-check
/** An ordinary C client against `lab serve --echo --json`, beside the same client against a C server. */
import path from 'node:path'
import { note } from '../electron/plain.mjs'
import { projectFolder } from '../electron/project.mjs'
import { findPairs, runPair } from './peers.mjs'

/** One that meets another program on this machine is not a quarter of them. */
const rounds = 11
/** Each round has a server of its own, which is compiled in the first tenths of a second: the round is longer than that. */
const words = ['--count', '300000', '--in-flight', '64']

/** @returns {Promise<{ ratios: number[], missing: string[] }>} the lab's rate as a multiple of the C server's, round by round */
export async function measureServe() {
  const { pairs, missing, end } = findPairs()
  const ofC = pairs.find(({ name }) => name === 'C loop')
  const ratios = []
  try {
    for (let round = 0; ofC && round <= rounds; round++) {
      note(`serve: round ${round} of ${rounds}`)
      const server = ['node', path.join(projectFolder, 'scripts/lab.mjs'), 'serve', '--echo', '--json']
      const ours = {
        name: 'lab serve',
        server,
        serverWords: ['--port', '0', '--for', '180'],
        client: ofC.client
      }
      const us = (/** @type {{ elapsedMs: number, returned: number }} */ run) => run.elapsedMs / run.returned
      const [first, second] = round % 2 === 0 ? [ofC, ours] : [ours, ofC]
      const one = us(await runPair(first, words))
      const other = us(await runPair(second, words))
      // Round 0 warms up and does not count.
      if (round > 0) ratios.push(round % 2 === 0 ? one / other : other / one)
    }
  } finally {
    end()
  }
  return { ratios, missing: missing.filter((reason) => reason.startsWith('C loop')) }
}
