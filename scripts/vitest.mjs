// @ts-check
/** Runs vitest on the Node inside Electron: the app's own, and new enough for vitest whatever this machine has. */
import path from 'node:path'
import { resolveElectron } from './electron.mjs'
import { runScript } from './electron/plain.mjs'
import { become } from './electron/process.mjs'
import { projectFolder } from './electron/project.mjs'

await runScript(async () => {
  const electron = await resolveElectron()
  const vitest = path.join(projectFolder, 'node_modules', 'vitest', 'vitest.mjs')
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' }
  return become(electron, [vitest, ...process.argv.slice(2)], { cwd: projectFolder, env })
})
