// @ts-check
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { expect, test } from 'vitest'

const children = new URL('./children.mjs', import.meta.url).href

/** A run of one command, which starts another in a group of its own, as Playwright starts the app, and tells its pid. */
const run = `
  import { endTogether, runTold } from ${JSON.stringify(children)}
  endTogether()
  const inner = "setInterval(() => {}, 1000)"
  const outer = \`
    const { spawn } = require('node:child_process')
    const child = spawn(process.execPath, ['-e', \${JSON.stringify(inner)}], { detached: true, stdio: 'ignore' })
    console.log(child.pid)
    setInterval(() => {}, 1000)\`
  await runTold([process.execPath, '-e', outer], { name: 'told', cwd: process.cwd() })
`

/** One that is dead but not yet asked for its exit code lives no more. @param {number} pid */
function lives(pid) {
  try {
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'latin1'))
  } catch {
    return false
  }
}

test.runIf(process.platform === 'linux').each(/** @type {const} */ (['SIGTERM', 'SIGINT']))(
  'a run that gets %s leaves nothing behind, and says by its exit code that it was ended',
  async (signal) => {
    const started = spawn(process.execPath, ['--input-type=module', '-e', run], {
      stdio: ['ignore', 'pipe', 'inherit']
    })
    const exited = once(started, 'exit')
    const [line] = await once(createInterface({ input: started.stdout }), 'line')
    const pid = Number(/^told \| (\d+)$/.exec(line)?.[1])
    expect(lives(pid)).toBe(true)
    started.kill(signal)
    expect(await exited).toEqual([signal === 'SIGINT' ? 130 : 143, null])
    await expect.poll(() => lives(pid)).toBe(false)
  }
)
