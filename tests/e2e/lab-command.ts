/** The lab's command line, as an instructor calls it. */
import { spawnSync } from 'node:child_process'
import path from 'node:path'

const script = path.resolve(import.meta.dirname, '../../scripts/lab.mjs')

export function lab(...words: string[]): { code: number | null; output: string } {
  const { status, stdout } = spawnSync(process.execPath, [script, ...words], {
    encoding: 'utf8',
    timeout: 60_000
  })
  return { code: status, output: stdout }
}
