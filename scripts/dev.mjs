// @ts-check
/** `npm run dev`: the window with the page's sources live, on the Electron that runs here. */
import path from 'node:path'
import { electronFlags, resolveElectron } from './electron.mjs'
import { findDisplay } from './electron/find-display.mjs'
import { PlainError, runScript } from './electron/plain.mjs'
import { become } from './electron/process.mjs'
import { projectFolder } from './electron/project.mjs'

await runScript(async () => {
  const { kind, reason } = await findDisplay()
  if (kind === null) throw new PlainError(`the window needs a display, and there is none: ${reason}`)
  const tool = path.join(projectFolder, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js')
  const env = {
    ...process.env,
    ELECTRON_EXEC_PATH: await resolveElectron(),
    ...(electronFlags().includes('--no-sandbox') && { NO_SANDBOX: '1' })
  }
  return become(process.execPath, [tool, 'dev', '--watch', ...process.argv.slice(2)], {
    cwd: projectFolder,
    env
  })
})
