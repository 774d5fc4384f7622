/** Runs a compiler to its end. */
import { spawn } from 'node:child_process'

const limitMs = 30_000
const saidMost = 20_000

/** Null: it compiled; else what the compiler said. */
export function compile(words: readonly string[], folder: string): Promise<string | null> {
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
