// @ts-check
/** A plain user to start the app as: a home, the app and Electron where that user can read them, and a launcher. */
import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { findCommand } from '../electron/apt.mjs'
import { firstLine } from '../electron/plain.mjs'
import { run } from '../electron/process.mjs'
import { projectFolder } from '../electron/project.mjs'

/** `nobody` on every Linux: it owns nothing. */
const user = 65534
const asUser = ['--reuid', String(user), '--regid', String(user), '--clear-groups']
const windowLimitMs = 60_000

/** What the built app is, without what it is made from. */
const appParts = ['package.json', 'out', 'resources', 'node_modules/koffi', 'node_modules/@koromix']

/** @typedef {{ folder: string, launcher: string, app: string, remove: () => void }} Home */

/** @param {readonly string[]} words of a command run as the plain user */
const succeeds = (words) => spawnSync('setpriv', [...asUser, ...words], { stdio: 'ignore' }).status === 0

/** Why there is no plain user with a sandbox here, or null. */
export function whyNoUser() {
  for (const command of ['setpriv', 'unshare']) {
    if (!findCommand(command)) return `${command} (package util-linux) is not here`
  }
  if (!succeeds(['true'])) return 'root may not become another user here'
  if (!succeeds(['unshare', '-Ur', 'true'])) return 'plain users may not make user namespaces here'
  return null
}

/** Why the app that we start ourselves has no sandbox, or null. The other systems need nothing for it. */
export function whyNoSandbox() {
  if (process.platform !== 'linux') return null
  if (process.getuid?.() === 0) return 'as root it cannot start'
  const made = spawnSync('unshare', ['-Ur', 'true'], { stdio: 'ignore' }).status === 0
  return made ? null : 'plain users may not make user namespaces here'
}

/** @param {string} electron @returns {Home} */
export function makeHome(electron) {
  const folder = mkdtempSync(path.join(tmpdir(), 'udp-lab-plain-user-'))
  chmodSync(folder, 0o755)
  const app = path.join(folder, 'app')
  for (const part of appParts) copyReadable(path.join(projectFolder, part), path.join(app, part))
  const own = path.join(folder, 'home')
  mkdirSync(own, { mode: 0o700 })
  chownSync(own, user, user)
  const launcher = path.join(folder, 'electron')
  writeFileSync(launcher, launcherText(own, readableElectron(electron, folder)), { mode: 0o755 })
  return { folder, launcher, app, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

/** The binary itself, or a copy where its folder is closed to others, as root's home is. @param {string} electron @param {string} folder */
function readableElectron(electron, folder) {
  if (succeeds(['test', '-x', electron])) return electron
  const copy = path.join(folder, 'electron-dist')
  copyReadable(path.dirname(electron), copy)
  return path.join(copy, path.basename(electron))
}

/** @param {string} from @param {string} to */
function copyReadable(from, to) {
  if (!existsSync(from)) return
  mkdirSync(path.dirname(to), { recursive: true })
  cpSync(from, to, { recursive: true })
  spawnSync('chmod', ['-R', 'a+rX', to])
}

/** The tests make a profile as root: it is given to the user before the app starts. @param {string} own @param {string} electron */
function launcherText(own, electron) {
  return `#!/bin/sh
for word; do
  case "$word" in --user-data-dir=*) chown -R ${user}:${user} "\${word#*=}" ;; esac
done
export HOME='${own}' XDG_CACHE_HOME='${own}/.cache' XDG_CONFIG_HOME='${own}/.config'
unset XDG_RUNTIME_DIR XAUTHORITY
exec setpriv ${asUser.join(' ')} '${electron}' "$@"
`
}

const emptyApp = `const { app, BrowserWindow } = require('electron')
app.enableSandbox()
app.on('render-process-gone', (_event, _page, { reason }) => { console.error('page gone: ' + reason); app.exit(3) })
app.whenReady().then(async () => {
  await new BrowserWindow({ show: false }).loadURL('data:text/html,ready')
  app.exit(0)
})
`

/**
 * Why not even an empty window opens as that user, or null: what it tells is this machine's doing, not the app's.
 *
 * @param {Home} home
 * @param {NodeJS.ProcessEnv} env
 */
export async function whyNoWindow(home, env) {
  const folder = path.join(home.folder, 'empty')
  const profile = path.join(home.folder, 'empty-profile')
  mkdirSync(folder)
  mkdirSync(profile)
  writeFileSync(path.join(folder, 'package.json'), '{"name":"empty","main":"main.js"}')
  writeFileSync(path.join(folder, 'main.js'), emptyApp)
  const words = ['--disable-gpu', `--user-data-dir=${profile}`, folder]
  const { code, output, timedOut } = await run(home.launcher, words, {
    capture: true,
    timeoutMs: windowLimitMs,
    env
  })
  if (code === 0) return null
  const why = timedOut ? `it is not there after ${windowLimitMs / 1000} s` : `exit code ${code}`
  const fatal = /^.*(FATAL|page gone|rror).*$/m.exec(output)?.[0] ?? output
  return `an empty window does not open as a plain user: ${why}; ${firstLine(fatal)}`
}
