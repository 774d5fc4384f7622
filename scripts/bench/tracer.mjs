// @ts-check
/** What the tracer costs a student's program: the C client with 64 in flight to a Python echo server, with the tracer and without. */
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { note } from '../electron/plain.mjs'
import { projectFolder } from '../electron/project.mjs'
import { findPairs, runPair } from './peers.mjs'

const rounds = 11
const words = ['--count', '200000', '--in-flight', '64']

/** @returns {Promise<{ ratios: number[], missing: string[] }>} speed with the tracer as a share of that without, round by round */
export async function measureTracer() {
  const { pairs, missing, end } = findPairs()
  const client = pairs.find(({ name }) => name === 'C loop')?.client
  const server = pairs.find(({ name }) => name === 'Python pair')?.server
  const folder = mkdtempSync(path.join(tmpdir(), 'udp-lab-trace-'))
  const ratios = []
  try {
    copyFileSync(
      path.join(projectFolder, 'resources/tracer/sitecustomize.py'),
      path.join(folder, 'sitecustomize.py')
    )
    for (let round = 0; client && server && round <= rounds; round++) {
      note(`tracer: round ${round} of ${rounds}`)
      const plain = { name: 'Python server', server, client }
      const environment = {
        PYTHONPATH: folder,
        UDP_LAB_TRACE: path.join(folder, `trace-${round}`),
        UDP_LAB_TRACED: server[1] ?? ''
      }
      const traced = { ...plain, name: 'traced Python server', environment }
      /** @param {import('./peers.mjs').Pair} pair */
      const perMs = async (pair) => {
        const { returned, elapsedMs } = await runPair(pair, words)
        return returned / elapsedMs
      }
      const [first, second] = round % 2 === 0 ? [plain, traced] : [traced, plain]
      const one = await perMs(first)
      const other = await perMs(second)
      // Round 0 warms up and does not count.
      if (round > 0) ratios.push(round % 2 === 0 ? other / one : one / other)
    }
  } finally {
    end()
    rmSync(folder, { recursive: true, force: true })
  }
  return { ratios, missing }
}
