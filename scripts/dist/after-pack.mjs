// @ts-check
// electron-builder calls this when the app's folder is complete, before it is signed and packed.
import { rmSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { resolveElectron } from '../electron.mjs'
import { run } from '../electron/process.mjs'

const flipFuses = fileURLToPath(new URL('flip-fuses.mjs', import.meta.url))

/** @param {import('electron-builder').AfterPackContext} context */
export default async function afterPack({ appOutDir, electronPlatformName, packager }) {
  const { productFilename } = packager.appInfo
  const mac = electronPlatformName === 'darwin'
  const program = {
    darwin: `${productFilename}.app`,
    win32: `${productFilename}.exe`,
    linux: 'udp-lab'
  }[electronPlatformName]
  if (!program) throw new Error(`no fuses are known for ${electronPlatformName}`)

  // What an unpacked Electron holds for developers.
  const resources = mac ? path.join(appOutDir, program, 'Contents', 'Resources') : path.join(appOutDir, 'resources')
  rmSync(path.join(resources, 'default_app.asar'), { force: true })
  rmSync(path.join(appOutDir, 'version'), { force: true })

  // @electron/fuses asks for Node 22 or later; the Electron of this project, whose fuses are untouched, has one.
  const { code, output } = await run(await resolveElectron(), [flipFuses, path.join(appOutDir, program)], {
    capture: true,
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' }
  })
  if (code !== 0) throw new Error(`the fuses were not set: ${output.trim()}`)
}
