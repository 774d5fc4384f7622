// @ts-check
/**
 * `npm run test:sandbox`: as root Chromium's sandbox cannot start, so some of the window's tests run once more with the
 * app as a plain user, in the real sandbox. Where this machine cannot do that, says why and fails nothing. A plain user's
 * own window suite has the sandbox already.
 */
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { resolveElectron } from './electron.mjs'
import { ensureBuilt } from './electron/app-build.mjs'
import { startXvfb } from './electron/display.mjs'
import { note, PlainError, runScript } from './electron/plain.mjs'
import { become } from './electron/process.mjs'
import { projectFolder } from './electron/project.mjs'
import { makeHome, whyNoSandbox, whyNoUser, whyNoWindow } from './sandbox/plain-user.mjs'

const report = path.join(projectFolder, 'test-results', 'sandbox.json')
const specs = ['sandbox', 'security', 'dead-page', 'hostile-page', 'task1']

/** @param {string} reason */
function skip(reason) {
  note(`not run as a plain user with the sandbox: ${reason}`)
  mkdirSync(path.dirname(report), { recursive: true })
  writeFileSync(report, JSON.stringify({ notRun: `all (${reason})` }))
}

await runScript(async () => {
  rmSync(report, { force: true })
  if (process.platform !== 'linux' || process.getuid?.() !== 0) {
    const why = whyNoSandbox()
    if (why) return skip(why)
    note('the window suite itself runs as a plain user with the sandbox: nothing more to run')
    mkdirSync(path.dirname(report), { recursive: true })
    writeFileSync(report, JSON.stringify({ stats: { expected: 0, unexpected: 0, flaky: 0 } }))
    return
  }
  const noUser = whyNoUser()
  if (noUser) return skip(noUser)
  const electron = await resolveElectron()
  await ensureBuilt()
  const home = makeHome(electron)
  const xvfb = await startXvfb()
  try {
    const env = { ...process.env, DISPLAY: xvfb.display }
    const noWindow = await whyNoWindow(home, env)
    if (noWindow) return skip(noWindow)
    note('the app runs as a plain user with the sandbox')
    return await become(
      process.execPath,
      [path.join(projectFolder, 'node_modules', '@playwright', 'test', 'cli.js'), 'test', ...chosen()],
      {
        cwd: projectFolder,
        env: {
          ...env,
          UDP_LAB_SUITE: 'sandbox',
          UDP_LAB_SANDBOX: '1',
          UDP_LAB_ELECTRON: home.launcher,
          UDP_LAB_ELECTRON_FLAGS: '',
          UDP_LAB_APP_FOLDER: home.app
        }
      }
    )
  } finally {
    await xvfb.stop()
    home.remove()
  }
})

/** The specs that are named, else those that concern the sandbox. */
function chosen() {
  const words = process.argv.slice(2)
  if (words.length > 0) return words
  const files = specs.map((name) => `tests/e2e/${name}.spec.ts`)
  const present = files.filter((file) => existsSync(path.join(projectFolder, file)))
  if (present.length === 0) throw new PlainError('none of the sandbox tests is here')
  return present
}
