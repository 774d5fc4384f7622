import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { engineChecks } from '../../src/shared/machine/engine-check'
import { expect, openTab, test } from './app'
import { runPreset } from './ledger'

test('the engine of new sockets is shown and can be chosen', async ({ page }) => {
  test.skip(process.platform !== 'linux', 'elsewhere node:dgram is the only engine')
  const engine = (name: string) => page.getByRole('button', { name: `Socket engine: ${name}` })
  await openTab(page, 'Task 4')
  const eight = async (made: string): Promise<void> => {
    await runPreset(page, 'Eight numbers')
    await expect(page.getByRole('region', { name: 'Result' })).toContainText('8 of 8 numbers came back')
    await expect(page.getByRole('region', { name: 'Result' })).toContainText(
      `The sockets were made by ${made}.`
    )
    await page.getByRole('button', { name: 'Clear' }).click()
    await expect(page.getByRole('region', { name: 'Result' })).toContainText('No run yet')
  }
  await eight('the system’s own calls')
  await engine('System calls').focus()
  await page.keyboard.press('Enter')
  const question = page.getByRole('dialog', { name: 'Socket engine' })
  await expect(question).toContainText('compare only runs of one')
  await page.keyboard.press('Escape')
  await expect(question).toBeHidden()
  await expect(engine('System calls')).toBeFocused()
  await page.keyboard.press('Enter')
  await question.getByRole('button', { name: 'Use node:dgram' }).click()
  await expect(engine('node:dgram')).toBeVisible()
  await eight('node:dgram')
  await engine('node:dgram').click()
  await question.getByRole('button', { name: 'Use System calls' }).click()
  await expect(engine('System calls')).toBeVisible()
})

const built = path.resolve(import.meta.dirname, '../..')

/** The built app with the real FFI, of whose calls one does not tell how long a datagram was that it cut (no MSG_TRUNC). */
const withLiar = test.extend({
  // eslint-disable-next-line no-empty-pattern -- Playwright reads the names of the first parameter
  appFolder: async ({}, use) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'udp-lab-liar-'))
    for (const part of ['out/main', 'out/preload', 'out/renderer', 'package.json']) {
      cpSync(path.join(built, part), path.join(folder, part), { recursive: true })
    }
    const koffi = path.join(folder, 'node_modules/koffi')
    mkdirSync(koffi, { recursive: true })
    writeFileSync(path.join(koffi, 'package.json'), '{"main":"index.cjs"}')
    writeFileSync(
      path.join(koffi, 'index.cjs'),
      `const koffi = require(${JSON.stringify(path.join(built, 'node_modules/koffi'))})
       const lie = (call, name) => name === 'recvmmsg'
         ? (socket, headers, count, flags, timeout) => call(socket, headers, count, flags & ~0x20, timeout)
         : call
       module.exports = { ...koffi, load: (file) => {
         const library = koffi.load(file)
         return { func: (name, ...more) => lie(library.func(name, ...more), name) }
       } }`
    )
    await use(folder)
    rmSync(folder, { recursive: true, force: true })
  }
})

withLiar('an engine that lies gives way to node:dgram, which says at what it failed', async ({ page }) => {
  withLiar.skip(process.platform !== 'linux', 'elsewhere node:dgram is the only engine')
  await openTab(page, 'Task 4')
  await runPreset(page, 'Eight numbers')
  await expect(page.getByRole('region', { name: 'Result' })).toContainText('8 of 8 numbers came back')
  const engine = page.getByRole('button', { name: 'Socket engine: node:dgram' })
  await expect(engine).toBeDisabled()
  await expect(engine).toHaveAttribute(
    'title',
    `System calls does not work here: its self-test failed at “${engineChecks.cut}” (its length is told as 64 bytes, not 200).`
  )
})
