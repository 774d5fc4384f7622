/** A disk that is full or read-only when the history is begun: nothing is left over, and it begins once it can. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it, type TestContext } from 'vitest'
import { keptRun } from '../packed/kept-run.fixture'
import { HistoryService } from './service'
import { runForms } from '#tasks/contract'

const tries = 50
const all = { limit: 500, offset: 0 }

describe.runIf(process.platform === 'linux' && process.getuid?.() === 0)('on a disk of its own', () => {
  let disk: string
  let folder: string
  let file: string
  const mount = (...words: string[]): void => {
    execFileSync('mount', words, { stdio: 'ignore' })
  }
  beforeEach((context: TestContext) => {
    disk = mkdtempSync(path.join(tmpdir(), 'udp-lab-bad-disk-'))
    try {
      mount('-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', disk)
    } catch {
      context.skip('this machine does not let us mount a small disk')
    }
    folder = path.join(disk, 'data')
    file = path.join(folder, 'history.sqlite')
    mkdirSync(folder)
  })
  afterEach(() => {
    try {
      execFileSync('umount', [disk], { stdio: 'ignore' })
    } finally {
      rmSync(disk, { recursive: true, force: true })
    }
  })

  /** Takes all room but `leftBytes`. */
  function fill(leftBytes: number): string {
    const ballast = path.join(disk, 'ballast')
    expect(() => writeFileSync(ballast, new Uint8Array(2 << 20))).toThrow('ENOSPC')
    execFileSync('truncate', ['-s', `-${leftBytes}`, ballast])
    return ballast
  }

  // From no page at all to some of the schema, to the log and its index.
  for (const leftBytes of [0, 4096, 8192, 12_288, 20_480, 40_960]) {
    it(`leaves nothing behind with ${leftBytes} bytes left, in any number of tries, and begins when there is room`, () => {
      const ballast = fill(leftBytes)
      const service = new HistoryService(file, runForms)
      for (let attempt = 0; attempt < tries; attempt++) {
        expect(service.answer('notices', null)).toMatchObject({
          ok: false,
          fault: { code: 'history/not-read', message: expect.stringMatching(/full/) as string }
        })
        expect(readdirSync(folder)).toEqual([])
      }
      rmSync(ballast)
      expect(service.answer('keep', keptRun(8))).toMatchObject({ ok: true })
      expect(service.answer('notices', null)).toEqual({ ok: true, value: [] })
      expect(service.answer('list', all)).toMatchObject({ ok: true, value: { total: 1 } })
      service.answer('close', null)
      expect(readdirSync(folder)).toEqual(['history.sqlite'])
    })
  }

  it("sets a user's empty file aside once, and tells it when a new one could be begun at last", () => {
    writeFileSync(file, '')
    const ballast = fill(0)
    const service = new HistoryService(file, runForms)
    for (let attempt = 0; attempt < tries; attempt++) {
      expect(service.answer('notices', null)).toMatchObject({ ok: false })
    }
    const [aside, ...others] = readdirSync(folder)
    expect(aside).toMatch(/^history-empty-/)
    expect(others).toEqual([])
    rmSync(ballast)
    expect(service.answer('notices', null)).toEqual({
      ok: true,
      value: [expect.stringContaining(aside!)]
    })
    service.answer('close', null)
  })

  it.each([
    ['nothing', () => undefined, 'its folder is gone or may not be written'],
    ['an empty file', () => writeFileSync(file, ''), 'the disk or the file may not be written'],
    [
      'a damaged file',
      () => writeFileSync(file, 'none'.repeat(999)),
      'the disk or the file may not be written'
    ]
  ])('says in words that a read-only disk with %s takes no history', (_what, prepare, reason) => {
    prepare()
    const before = readdirSync(folder)
    mount('-o', 'remount,ro', disk)
    const service = new HistoryService(file, runForms)
    for (let attempt = 0; attempt < tries; attempt++) {
      expect(service.answer('notices', null)).toMatchObject({
        ok: false,
        fault: { code: 'history/not-read', message: `The history was not read: ${reason}.` }
      })
    }
    expect(readdirSync(folder)).toEqual(before)
  })
})
