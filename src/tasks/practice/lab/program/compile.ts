/** Runs a compiler to its end: once for each plan, however often its program is started. */
import { spawn } from 'node:child_process'
import type { LaunchPlan } from './launch-plan'

const limitMs = 30_000
const saidMost = 20_000

/** What came of each plan. A file that was saved has another plan. */
const compiled = new WeakMap<LaunchPlan, Promise<string | null>>()

/** Null: it compiled, or needs no compiler; else what the compiler said. */
export function compileOnce(plan: LaunchPlan, folder: string): Promise<string | null> {
  if (!plan.compile) return Promise.resolve(null)
  const compiling = compiled.get(plan) ?? compile(plan.compile, folder)
  compiled.set(plan, compiling)
  return compiling
}

function compile(words: readonly string[], folder: string): Promise<string | null> {
  return new Promise((resolve) => {
    const [file = '', ...rest] = words
    const child = spawn(file, rest, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true })
    const timer = setTimeout(() => child.kill('SIGKILL'), limitMs)
    let said = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8')
      stream.on('data', (text: string) => (said = (said + text).slice(0, saidMost)))
    }
    child.once('error', (error) => resolve(error.message))
    child.once('close', (code) => {
      clearTimeout(timer)
      resolve(code === 0 ? null : said || 'The compiler said nothing.')
    })
  })
}
