// @ts-check
// `npm start`: the lab in a window; in the terminal where there is no display.
import path from 'node:path'
import { electronFlags, resolveElectron } from './electron.mjs'
import { ensureBuilt } from './electron/app-build.mjs'
import { findDisplay } from './electron/find-display.mjs'
import { note, runScript } from './electron/plain.mjs'
import { projectFolder } from './electron/project.mjs'
import { become } from './electron/process.mjs'

/** SIGTRAP, SIGABRT and SIGSEGV: Chromium's ways to say that it cannot go on, such as on a display that lets nobody in. */
const crashes = [133, 134, 139]

await runScript(async () => {
  const words = process.argv.slice(2)
  const { kind, reason } = await findDisplay()
  if (kind === null) {
    note(`no display (${reason}): running the lab in the terminal instead`)
    return become(process.execPath, [path.join(projectFolder, 'scripts', 'lab.mjs'), ...words])
  }
  const electron = await resolveElectron()
  await ensureBuilt()
  // Left to itself Electron looks for an X server, and crashes where there is none.
  const platform = kind === 'wayland' ? ['--ozone-platform=wayland'] : []
  const code = await become(electron, [...electronFlags(), ...platform, projectFolder, ...words])
  if (crashes.includes(code)) {
    note('Electron crashed (see above): npm run -s lab runs the lab in the terminal')
    return 1
  }
  return code
})
