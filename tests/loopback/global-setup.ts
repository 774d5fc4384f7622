/** Builds the lab for plain Node once, before any test asks for its thread or its command line. */
import { execFileSync } from 'node:child_process'
import { resolve } from 'node:path'

export default function setup(): void {
  const script = resolve(import.meta.dirname, '../../scripts/build-lab.mjs')
  execFileSync('node', ['-e', `import(${JSON.stringify(script)}).then(({ buildLab }) => buildLab())`], {
    stdio: 'inherit'
  })
}
