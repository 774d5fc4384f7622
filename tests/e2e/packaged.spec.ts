/** The unpacked folder, as it goes into the installers, is started and driven through Task 1. */
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { chromium, expect, test } from '@playwright/test'

const projectFolder = path.resolve(import.meta.dirname, '../..')
/** Packed from the official Electron, or from the stand-in where that cannot be had. */
const binaries = ['dist/linux-unpacked/udp-lab', 'dist/trial/linux-unpacked/udp-lab']

test.skip(process.platform !== 'linux', 'the other systems pack on hosted runners')

/** In the order of Electron's wire. Asar integrity is enforced by Electron on Windows and macOS only. */
const fuses = {
  runAsNode: 'off',
  cookieEncryption: 'off',
  nodeOptionsEnvironment: 'off',
  nodeInspectArguments: 'off',
  asarIntegrity: 'off',
  onlyLoadAppFromAsar: 'on',
  browserProcessSnapshot: 'off',
  fileProtocolPrivileges: 'off',
  wasmTrapHandlers: 'on'
}

test('the packed app has its fuses set and does Task 1', async () => {
  test.setTimeout(240_000)
  for (const folder of ['dist/linux-unpacked', 'dist/trial']) {
    rmSync(path.join(projectFolder, folder), { recursive: true, force: true })
  }
  const packed = spawnSync('node', ['scripts/dist.mjs', '--dir'], { cwd: projectFolder, encoding: 'utf8' })
  expect(packed.status, packed.stderr).toBe(0)
  const binary = binaries.map((name) => path.join(projectFolder, name)).find((name) => existsSync(name))!
  expect(fusesOf(binary)).toEqual(fuses)
  const profile = mkdtempSync(path.join(tmpdir(), 'udp-lab-packed-'))
  const flags = (process.env['UDP_LAB_ELECTRON_FLAGS'] ?? '').split(' ').filter(Boolean)
  const words = [...flags, '--disable-gpu', '--remote-debugging-port=0', `--user-data-dir=${profile}`]
  const child = spawn(binary, words, { stdio: ['ignore', 'ignore', 'pipe'] })
  const ended = new Promise((resolve) => child.once('close', resolve))
  try {
    const browser = await chromium.connectOverCDP(await debuggerAddress(child.stderr))
    const page = browser.contexts()[0]!.pages()[0]!
    // The native module was loaded from beside the archive.
    await expect(page.getByRole('button', { name: 'Socket engine: System calls' })).toBeVisible()
    await page.getByRole('button', { name: 'Start server' }).click()
    await expect(page.getByRole('log', { name: 'Server log' })).toContainText('UDP server up and listening')
    await page.getByRole('button', { name: 'Send', exact: true }).click()
    await expect(page.getByRole('log', { name: 'Client log' })).toContainText(
      'Message from server: Hello UDP Client'
    )
    await browser.close()
  } finally {
    child.kill()
    await ended
    rmSync(profile, { recursive: true, force: true })
  }
})

/** What is burnt into the program: behind the sentinel its version (1), how many fuses there are, and '0' or '1' for each. */
function fusesOf(program: string): Record<string, string> {
  const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'
  const bytes = readFileSync(program)
  const start = bytes.indexOf(sentinel)
  expect(start).toBeGreaterThan(0)
  const wire = bytes.subarray(start + sentinel.length)
  const names = Object.keys(fuses)
  expect([wire[0], wire[1]]).toEqual([1, names.length])
  const states: Record<string, string> = { '0': 'off', '1': 'on', r: 'removed' }
  return Object.fromEntries(names.map((name, at) => [name, states[String.fromCharCode(wire[2 + at]!)]!]))
}

function debuggerAddress(stderr: NodeJS.ReadableStream): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = ''
    stderr.on('data', (data: Buffer) => {
      said += data.toString()
      const address = /DevTools listening on (ws:\S+)/.exec(said)?.[1]
      if (address) resolve(address)
    })
    stderr.once('close', () => reject(new Error(`the app ended at once: ${said}`)))
  })
}
