// @ts-check
// Electron's main script for scripts/icons.mjs: draws an SVG at the sizes asked for, prints PNGs in base64 as JSON.
import { app, BrowserWindow } from 'electron'

const jobs = JSON.parse(process.env.UDP_LAB_ICON_JOBS ?? '[]')
const svg = process.env.UDP_LAB_ICON_SVG ?? ''

/** Runs in the page: the SVG is drawn at the final size, so that no picture is a scaled one. */
const draw = `async (svg, jobs) => {
  const image = new Image()
  image.src = 'data:image/svg+xml;base64,' + svg
  await image.decode()
  return jobs.map(({ size, margin }) => {
    const canvas = document.createElement('canvas')
    canvas.width = canvas.height = size
    const inset = size * margin
    canvas.getContext('2d').drawImage(image, inset, inset, size - 2 * inset, size - 2 * inset)
    return canvas.toDataURL('image/png').split(',')[1]
  })
}`

app.disableHardwareAcceleration()
app
  .whenReady()
  .then(async () => {
    const window = new BrowserWindow({ show: false })
    await window.loadURL('about:blank')
    const parameters = [Buffer.from(svg).toString('base64'), jobs].map((value) => JSON.stringify(value))
    const pictures = await window.webContents.executeJavaScript(`(${draw})(${parameters.join(', ')})`)
    process.stdout.write(`ICONS ${JSON.stringify(pictures)}\n`, () => app.exit(0))
  })
  .catch((error) => {
    console.error(error)
    app.exit(1)
  })
