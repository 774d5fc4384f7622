// @ts-check
/** The built app, and an empty Electron window to compare it with, each with a profile of its own. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { _electron } from '@playwright/test'
import { electronFlags, resolveElectron } from '../electron.mjs'
import { projectFolder } from '../electron/project.mjs'

/** @typedef {import('@playwright/test').ElectronApplication} App */

/**
 * Starts an app, works with it and ends it.
 *
 * @template T
 * @param {string} folder of its package.json
 * @param {(app: App) => Promise<T>} work
 * @param {string} [profile] the app's data folder, which stays; without it, a new one that is removed
 * @param {readonly string[]} [flags] more words of Electron's command line
 * @returns {Promise<T>}
 */
export async function withApp(folder, work, profile, flags = []) {
  if (profile === undefined) return withProfile((made) => withApp(folder, work, made, flags))
  const app = await _electron.launch({
    executablePath: await resolveElectron(),
    args: [...electronFlags(), ...flags, '--disable-gpu', `--user-data-dir=${profile}`, folder],
    cwd: folder
  })
  try {
    return await work(app)
  } finally {
    await app.close()
  }
}

/**
 * A data folder for apps that are started one after the other, removed afterwards.
 *
 * @template T
 * @param {(profile: string) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withProfile(work) {
  const profile = mkdtempSync(path.join(tmpdir(), 'udp-lab-bench-profile-'))
  try {
    return await work(profile)
  } finally {
    rmSync(profile, { recursive: true, force: true })
  }
}

export const ourFolder = projectFolder

/** A window of the same size with one word in it: what Electron itself costs. */
export function makeEmptyApp() {
  const folder = mkdtempSync(path.join(tmpdir(), 'udp-lab-empty-'))
  mkdirSync(folder, { recursive: true })
  writeFileSync(path.join(folder, 'package.json'), '{"name":"empty","main":"main.js"}')
  writeFileSync(path.join(folder, 'index.html'), '<!doctype html><title>empty</title><p id="ready">ready')
  writeFileSync(
    path.join(folder, 'main.js'),
    `const { app, BrowserWindow } = require('electron')
app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1280, height: 800, show: false, webPreferences: { sandbox: true } })
  window.once('ready-to-show', () => window.show())
  window.loadFile('index.html')
})
`
  )
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

/**
 * Memory of a process and all that it started, in bytes: the sum of their proportional set sizes (proc(5),
 * smaps_rollup), so that shared pages count once.
 *
 * @param {number} root
 */
export function memoryBytes(root) {
  return familyOf(root).reduce((sum, id) => sum + proportionalBytes(id), 0)
}

/** @param {number} root */
function familyOf(root) {
  /** @type {Map<number, number[]>} */
  const children = new Map()
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    const parent = Number(/^\d+ \(.*\) \S (\d+)/s.exec(read(`/proc/${name}/stat`))?.[1])
    children.set(parent, [...(children.get(parent) ?? []), Number(name)])
  }
  const family = [root]
  for (const id of family) family.push(...(children.get(id) ?? []))
  return family
}

/** @param {number} id */
function proportionalBytes(id) {
  return Number(/^Pss:\s+(\d+) kB/m.exec(read(`/proc/${id}/smaps_rollup`))?.[1] ?? 0) * 1024
}

/** @param {string} file */
function read(file) {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
