// @ts-check
import { execFileSync } from 'node:child_process'
import { chmodSync, cpSync, mkdirSync, mkdtempSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { ensureBuildable } from './buildable.mjs'
import { projectFolder } from './electron/project.mjs'

const somewhere = mkdtempSync(path.join(tmpdir(), 'buildable-'))

test('a checkout that can be built is not refused, built before or not', () => {
  expect(() => ensureBuildable(somewhere, 'out/lab', ['?', '#'])).not.toThrow()
})

test.each(['?', '#'])('a path with a "%s" is refused with the reason', (mark) => {
  const checkout = path.join(somewhere, `what${mark}`)
  mkdirSync(checkout)
  expect(() => ensureBuildable(checkout, 'out', ['?', '#'])).toThrow(`has a "${mark}" in it`)
})

test.skipIf(process.platform !== 'linux')(
  'the lab in such a checkout says why in one line, and with --json in one document',
  () => {
    const checkout = path.join(somewhere, 'really?')
    mkdirSync(checkout)
    cpSync(path.join(projectFolder, 'scripts'), path.join(checkout, 'scripts'), { recursive: true })
    mkdirSync(path.join(checkout, 'src'))
    symlinkSync(path.join(projectFolder, 'node_modules'), path.join(checkout, 'node_modules'))
    const { stdout, stderr, status } = fails(['scripts/lab.mjs', 'list', '--json'], checkout)
    expect(status).toBe(1)
    expect(stderr.trim().split('\n')).toHaveLength(1)
    expect(stderr).toContain('rename that folder')
    expect(JSON.parse(stdout)).toMatchObject({ fault: { code: 'lab/failed' } })
  }
)

test.skipIf(process.getuid?.() === 0 || process.platform === 'win32')(
  'a folder that may not be written is refused with the reason',
  () => {
    const out = path.join(somewhere, 'out')
    mkdirSync(out)
    chmodSync(out, 0o555)
    expect(() => ensureBuildable(somewhere, 'out', [])).toThrow('may not write')
  }
)

/**
 * @param {string[]} words
 * @param {string} cwd
 */
function fails(words, cwd) {
  try {
    execFileSync('node', words, { cwd, encoding: 'utf8', stdio: 'pipe' })
  } catch (error) {
    return /** @type {{ stdout: string, stderr: string, status: number }} */ (error)
  }
  throw new Error('it did not fail')
}
