/** The lab's command line, as an instructor calls it. */
import { spawnSync } from 'node:child_process'
import path from 'node:path'

/** Of the project in that folder. */
export const labOf =
  (folder: string) =>
  (...words: string[]): { code: number | null; output: string } => {
    const script = path.join(folder, 'scripts/lab.mjs')
    const { status, stdout } = spawnSync(process.execPath, [script, ...words], {
      encoding: 'utf8',
      timeout: 60_000
    })
    return { code: status, output: stdout }
  }

export const lab = labOf(path.resolve(import.meta.dirname, '../..'))
