// @ts-check
/** What the app takes at a moment: memory, descriptors, sockets and threads from proc(5), heaps and lag from itself. */
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'

/** @typedef {import('@playwright/test').ElectronApplication} App */
/** @typedef {import('@playwright/test').Page} Page */

/**
 * @typedef {import('./verdict.mjs').Rest & { mainPrivateBytes: number, mainFileBytes: number, mainExternalBytes: number, lagMs: { p50: number, p99: number, max: number } }} Sample
 */

/** Starts to watch main's event loop. @param {App} app */
export async function watchLag(app) {
  await app.evaluate(() => {
    const { monitorEventLoopDelay } = process.getBuiltinModule('node:perf_hooks')
    const monitor = monitorEventLoopDelay({ resolution: 1 })
    monitor.enable()
    Object.assign(globalThis, { soakMonitor: monitor })
  })
}

/**
 * @param {App} app
 * @param {Page} page
 * @param {number} startedMs
 * @param {boolean} collect whether both collect their garbage first (needs --expose-gc)
 * @returns {Promise<Sample>}
 */
export async function takeSample(app, page, startedMs, collect) {
  const main = await app.evaluate(({ BrowserWindow }, collect) => {
    const world = /** @type {any} */ (globalThis)
    if (collect) world.gc()
    const { heapUsed, external } = process.memoryUsage()
    const monitor = world.soakMonitor
    const lagMs = {
      p50: monitor.percentile(50) / 1e6,
      p99: monitor.percentile(99) / 1e6,
      max: monitor.max / 1e6
    }
    monitor.reset()
    const pagePid = BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId() ?? 0
    return { pid: process.pid, heapUsed, external, lagMs, pagePid }
  }, collect)
  const pageHeapBytes = await page.evaluate((collect) => {
    const world = /** @type {any} */ (globalThis)
    if (collect) world.gc()
    return /** @type {number} */ (world.performance.memory.usedJSHeapSize)
  }, collect)
  return {
    atMs: performance.now() - startedMs,
    mainBytes: memoryOf(main.pid, 'VmRSS'),
    mainPrivateBytes: memoryOf(main.pid, 'RssAnon'),
    mainFileBytes: memoryOf(main.pid, 'RssFile'),
    mainHeapBytes: main.heapUsed,
    mainExternalBytes: main.external,
    pageBytes: memoryOf(main.pagePid, 'VmRSS'),
    pageHeapBytes,
    ...descriptorsOf(main.pid),
    threads: readdirSync(`/proc/${main.pid}/task`).length,
    lagMs: main.lagMs
  }
}

/** @param {number} pid @param {'VmRSS' | 'RssAnon' | 'RssFile'} field of proc(5), status */
function memoryOf(pid, field) {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  return Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]) * 1024
}

/** @param {number} pid */
function descriptorsOf(pid) {
  const folder = `/proc/${pid}/fd`
  const targets = readdirSync(folder).map((name) => linkOf(`${folder}/${name}`))
  const udp = new Set(['udp', 'udp6'].flatMap((name) => inodesOf(`/proc/${pid}/net/${name}`)))
  const udpSockets = targets.filter((target) => udp.has(/^socket:\[(\d+)\]$/.exec(target)?.[1] ?? '')).length
  return { descriptors: targets.length, udpSockets }
}

/** @param {string} file */
function linkOf(file) {
  try {
    return readlinkSync(file)
  } catch {
    // Closed since the folder was read.
    return ''
  }
}

/** The tenth column holds the socket's inode (proc(5)). @param {string} file */
function inodesOf(file) {
  const lines = readFileSync(file, 'utf8').trim().split('\n').slice(1)
  return lines.map((line) => line.trim().split(/\s+/)[9] ?? '')
}
