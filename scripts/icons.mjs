// @ts-check
// `node scripts/icons.mjs`: makes every icon from build/icon.svg, drawn by Electron. What it makes is committed.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { electronFlags, resolveElectron } from './electron.mjs'
import { hasDisplay, startXvfb } from './electron/display.mjs'
import { note, PlainError, runScript } from './electron/plain.mjs'
import { run } from './electron/process.mjs'
import { projectFolder } from './electron/project.mjs'
import { icns, ico } from './icons/containers.mjs'

const linuxSizes = [16, 24, 32, 48, 64, 128, 256, 512]
const windowsSizes = [16, 24, 32, 48, 64, 128, 256]
const macSizes = [16, 32, 64, 128, 256, 512, 1024]
/** macOS expects air around an icon's body, of a tenth of its width on each side. */
const macMargin = 0.1

await runScript(async () => {
  const folder = path.join(projectFolder, 'build')
  const svg = readFileSync(path.join(folder, 'icon.svg'), 'utf8')
  const plain = await draw(svg, [...linuxSizes, 1024], 0)
  const mac = await draw(svg, macSizes, macMargin)
  mkdirSync(path.join(folder, 'icons'), { recursive: true })
  for (const { size, png } of plain) {
    const name = size === 1024 ? 'icon.png' : path.join('icons', `${size}x${size}.png`)
    writeFileSync(path.join(folder, name), png)
  }
  writeFileSync(path.join(folder, 'icon.ico'), ico(plain.filter(({ size }) => windowsSizes.includes(size))))
  writeFileSync(path.join(folder, 'icon.icns'), icns(mac))
  note('made build/icon.png, icon.ico, icon.icns and build/icons')
})

/**
 * @param {string} svg
 * @param {readonly number[]} sizes
 * @param {number} margin
 * @returns {Promise<import('./icons/containers.mjs').Picture[]>}
 */
async function draw(svg, sizes, margin) {
  const electron = await resolveElectron()
  const xvfb = (await hasDisplay()) ? undefined : await startXvfb()
  const env = {
    ...process.env,
    ...(xvfb && { DISPLAY: xvfb.display }),
    UDP_LAB_ICON_SVG: svg,
    UDP_LAB_ICON_JOBS: JSON.stringify(sizes.map((size) => ({ size, margin })))
  }
  const main = path.join(projectFolder, 'scripts', 'icons', 'render.mjs')
  const { output } = await run(electron, [...electronFlags(), main], {
    capture: true,
    timeoutMs: 60_000,
    env
  })
  await xvfb?.stop()
  const answer = /^ICONS (.*)$/m.exec(output)?.[1]
  if (!answer) throw new PlainError('Electron drew no icons; it said: ' + output.trim().split('\n').at(-1))
  const pictures = /** @type {string[]} */ (JSON.parse(answer))
  return sizes.map((size, index) => ({ size, png: Buffer.from(pictures[index] ?? '', 'base64') }))
}
