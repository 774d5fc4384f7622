// @ts-check
// `npm start`: the lab in a window; in the terminal where there is no display.
import path from 'node:path'
import { electronFlags, resolveElectron } from './electron.mjs'
import { ensureBuilt } from './electron/app-build.mjs'
import { hasDisplay } from './electron/display.mjs'
import { note, runScript } from './electron/plain.mjs'
import { projectFolder } from './electron/project.mjs'
import { become } from './electron/process.mjs'

await runScript(async () => {
  const words = process.argv.slice(2)
  if (!hasDisplay()) {
    note('no display (neither DISPLAY nor WAYLAND_DISPLAY is set): running the lab in the terminal instead')
    return become(process.execPath, [path.join(projectFolder, 'scripts', 'lab.mjs'), ...words])
  }
  const electron = await resolveElectron()
  await ensureBuilt()
  return become(electron, [...electronFlags(), projectFolder, ...words])
})
