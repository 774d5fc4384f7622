import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { writeFile } from './write-file'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'udp-lab-files-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

it('writes the whole file and leaves nothing beside it', async () => {
  const file = path.join(folder, 'log.txt')
  expect(await writeFile(file, Buffer.from('one'))).toEqual({ ok: true, value: file })
  expect(await writeFile(file, Buffer.from('two'))).toEqual({ ok: true, value: file })
  expect(readFileSync(file, 'utf8')).toBe('two')
  expect(readdirSync(folder)).toEqual(['log.txt'])
})

it('says that the folder is gone', async () => {
  const result = await writeFile(path.join(folder, 'gone', 'log.txt'), Buffer.from('x'))
  expect(result).toMatchObject({ ok: false, fault: { code: 'file/not-written', errno: 'ENOENT' } })
})

it.runIf(process.platform === 'linux' && process.getuid?.() === 0)(
  'keeps the old file when the disk is full',
  async (context) => {
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder], { stdio: 'ignore' })
    } catch {
      return context.skip('this machine does not let us mount a small disk')
    }
    try {
      const file = path.join(folder, 'log.txt')
      writeFileSync(file, 'old')
      const result = await writeFile(file, Buffer.alloc(1 << 20))
      expect(result).toMatchObject({ ok: false, fault: { code: 'file/not-written', errno: 'ENOSPC' } })
      expect(readFileSync(file, 'utf8')).toBe('old')
      expect(readdirSync(folder)).toEqual(['log.txt'])
    } finally {
      execFileSync('umount', [folder])
    }
  }
)
