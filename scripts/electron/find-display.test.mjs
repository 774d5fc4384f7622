// @ts-check
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import net from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { findDisplay, placesOfX11 } from './find-display.mjs'

const folder = mkdtempSync(path.join(tmpdir(), 'display-'))
const living = path.join(folder, 'living')
const dead = path.join(folder, 'dead')
const server = net.createServer((socket) => socket.destroy())
server.listen(living)
await once(server, 'listening')
afterAll(() => {
  server.close()
  rmSync(folder, { recursive: true, force: true })
})

test.runIf(process.platform === 'linux').each([
  [{}, null, 'neither DISPLAY nor WAYLAND_DISPLAY is set'],
  [{ DISPLAY: dead }, null, `DISPLAY=${dead} does not answer`],
  [{ DISPLAY: ':64999' }, null, 'DISPLAY=:64999 does not answer'],
  [{ DISPLAY: 'nonsense' }, null, 'DISPLAY=nonsense does not answer'],
  [{ WAYLAND_DISPLAY: 'dead', XDG_RUNTIME_DIR: folder }, null, 'WAYLAND_DISPLAY=dead does not answer'],
  [
    { DISPLAY: dead, WAYLAND_DISPLAY: dead },
    null,
    `DISPLAY=${dead} and WAYLAND_DISPLAY=${dead} do not answer`
  ],
  [{ DISPLAY: living }, 'x11', ''],
  [{ DISPLAY: dead, WAYLAND_DISPLAY: 'living', XDG_RUNTIME_DIR: folder }, 'wayland', ''],
  [{ DISPLAY: living, WAYLAND_DISPLAY: living }, 'x11', '']
])('a display is there when it answers: %j', async (env, kind, reason) => {
  expect(await findDisplay(env)).toEqual({ kind, reason })
})

test.each([
  [':7', [{ path: '/tmp/.X11-unix/X7' }, { path: '\0/tmp/.X11-unix/X7' }]],
  [':7.0', [{ path: '/tmp/.X11-unix/X7' }, { path: '\0/tmp/.X11-unix/X7' }]],
  ['localhost:10.0', [{ host: 'localhost', port: 6010 }]],
  ['[::1]:1', [{ host: '::1', port: 6001 }]],
  ['host:99999', []],
  ['', []]
])('an X server of %j listens where X(7) says', (display, places) => {
  expect(placesOfX11(display)).toEqual(places)
})
