// @ts-check
/** A sweep as a student runs it on the command line: how long it takes. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { projectFolder } from '../electron/project.mjs'
import { note, PlainError } from '../electron/plain.mjs'

const values = [50_000, 100_000, 150_000, 200_000, 250_000]
const repeats = 10
const count = 20_000
/** Far more than it should take: what goes on for longer hangs. */
const limitMs = 300_000

/** @returns {Promise<{ sweepMs: number, runsMs: number[] }>} the whole, and its runs */
export async function measureSweep() {
  note(`sweep: ${values.length} values x ${repeats} repeats x ${count}`)
  const words = ['scripts/lab.mjs', 'sweep', '--vary', 'server-buffer', '--values', values.join(',')]
  words.push('--repeat', String(repeats), '--count', String(count), '--json')
  const startedMs = performance.now()
  const child = spawn('node', words, {
    cwd: projectFolder,
    stdio: ['ignore', 'pipe', 'inherit'],
    timeout: limitMs
  })
  let said = ''
  child.stdout.on('data', (data) => (said += data))
  const [code] = await once(child, 'close')
  const sweepMs = performance.now() - startedMs
  if (code !== 0) throw new PlainError(`the sweep ended with ${code}: ${said.trim()}`)
  const { points } = /** @type {{ points: { runs: unknown[], elapsedMs: number[] }[] }} */ (JSON.parse(said))
  const runsMs = points.flatMap(({ elapsedMs }) => elapsedMs)
  if (runsMs.length !== values.length * repeats) throw new PlainError(`only ${runsMs.length} runs were made`)
  return { sweepMs, runsMs }
}
