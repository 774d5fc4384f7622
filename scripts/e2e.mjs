// @ts-check
/** Runs Playwright on the built app; a display must be there (scripts/with-display.mjs gives one). */
import path from 'node:path'
import { electronFlags, resolveElectron } from './electron.mjs'
import { ensureBuilt } from './electron/app-build.mjs'
import { runScript } from './electron/plain.mjs'
import { become } from './electron/process.mjs'
import { projectFolder } from './electron/project.mjs'
import { whyNoSandbox } from './sandbox/plain-user.mjs'

await runScript(async () => {
  const electron = await resolveElectron()
  await ensureBuilt()
  const playwright = path.join(projectFolder, 'node_modules', '@playwright', 'test', 'cli.js')
  const sandboxed = whyNoSandbox() === null
  const env = {
    ...process.env,
    UDP_LAB_ELECTRON: electron,
    UDP_LAB_ELECTRON_FLAGS: electronFlags().join(' '),
    UDP_LAB_SANDBOX: sandboxed ? '1' : '0'
  }
  return become(process.execPath, [playwright, 'test', ...process.argv.slice(2)], { cwd: projectFolder, env })
})
