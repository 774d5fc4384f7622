/**
 * The unpacked folder, as it goes into the installers, is started and driven through Task 1. Packing builds the app anew, under
 * the feet of every other window: these tests are alone.
 */
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { chromium, expect, test } from '@playwright/test'

const projectFolder = path.resolve(import.meta.dirname, '../..')
/** Packed from the official Electron, or from the stand-in where that cannot be had. */
const binaries = ['dist/linux-unpacked/udp-lab', 'dist/trial/linux-unpacked/udp-lab']

test.skip(process.platform !== 'linux', 'the other systems pack on hosted runners')

let binary = ''

test.beforeAll(() => {
  test.setTimeout(240_000)
  for (const folder of ['dist/linux-unpacked', 'dist/trial']) {
    rmSync(path.join(projectFolder, folder), { recursive: true, force: true })
  }
  const packed = spawnSync('node', ['scripts/dist.mjs', '--dir'], { cwd: projectFolder, encoding: 'utf8' })
  expect(packed.status, packed.stderr).toBe(0)
  binary = binaries.map((name) => path.join(projectFolder, name)).find((name) => existsSync(name))!
})

test('the packed app does Task 1 @alone', async () => {
  test.setTimeout(240_000)
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

/** Behind this mark stand the version, the number of fuses, and one character each (electronjs.org, "Fuses"). */
const fuseMark = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'

/** In the order of FuseV1Options. */
const fuses = {
  runAsNode: '0',
  cookieEncryption: '0',
  nodeOptions: '0',
  nodeInspect: '0',
  // Electron enforces it on Windows and macOS alone: on Linux it would claim what nobody does.
  asarIntegrity: '0',
  onlyLoadAppFromAsar: '1',
  browserSnapshot: '0',
  fileProtocolPrivileges: '0',
  wasmTrapHandlers: '1'
}

test('the fuses of the packed app are off but for the archive alone @alone', () => {
  const content = readFileSync(binary)
  const wire = content.indexOf(fuseMark) + fuseMark.length
  expect(wire).toBeGreaterThan(fuseMark.length)
  const states = [...content.subarray(wire + 2, wire + 2 + content[wire + 1]!).toString('latin1')]
  expect(Object.fromEntries(Object.keys(fuses).map((name, index) => [name, states[index]]))).toEqual(fuses)
})

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
