import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
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

describe.skipIf(process.platform === 'win32')('what is there already', () => {
  const at = (name: string): string => path.join(folder, name)

  it('keeps its mode', async () => {
    writeFileSync(at('mine'), 'old')
    chmodSync(at('mine'), 0o600)
    expect(await writeFile(at('mine'), Buffer.from('new'))).toMatchObject({ ok: true })
    expect(readFileSync(at('mine'), 'utf8')).toBe('new')
    expect(statSync(at('mine')).mode & 0o777).toBe(0o600)
  })

  it.each(['elsewhere/file', 'elsewhere/new'])(
    'stays a link, and %s gets what is written',
    async (target) => {
      mkdirSync(at('elsewhere'))
      writeFileSync(at('elsewhere/file'), 'old')
      symlinkSync(target, at('second'))
      symlinkSync('second', at('first'))
      expect(await writeFile(at('first'), Buffer.from('new'))).toMatchObject({ ok: true })
      expect(lstatSync(at('first')).isSymbolicLink()).toBe(true)
      expect(readFileSync(at(target), 'utf8')).toBe('new')
      expect(readdirSync(folder).sort()).toEqual(['elsewhere', 'first', 'second'])
    }
  )

  it('is not replaced when it is a pipe, a device, a folder or a circle of links', async () => {
    execFileSync('mkfifo', [at('pipe')])
    mkdirSync(at('folder'))
    symlinkSync('circle', at('circle'))
    symlinkSync('/dev/null', at('nothing'))
    const reasons = {
      pipe: 'no plain file',
      nothing: 'no plain file',
      folder: 'a folder of that name',
      circle: 'round in a circle'
    }
    for (const [name, reason] of Object.entries(reasons)) {
      const result = await writeFile(at(name), Buffer.from('new'))
      expect(result.ok ? '' : result.fault.message).toContain(reason)
    }
    expect(lstatSync(at('pipe')).isFIFO()).toBe(true)
    expect(lstatSync('/dev/null').isCharacterDevice()).toBe(true)
    expect(readdirSync(folder)).toHaveLength(4)
  })

  it('may have as long a name as the system allows', async () => {
    const name = 'n'.repeat(255)
    expect(await writeFile(at(name), Buffer.from('new'))).toMatchObject({ ok: true })
    const result = await writeFile(at(`${name}n`), Buffer.from('new'))
    expect(result.ok ? '' : result.fault.message).toContain('longer than the system allows')
    expect(readdirSync(folder)).toEqual([name])
  })

  it.skipIf(process.getuid?.() === 0)('is not replaced when this user may not write it', async () => {
    writeFileSync(at('protected'), 'old', { mode: 0o444 })
    expect(await writeFile(at('protected'), Buffer.from('new'))).toMatchObject({ ok: false })
    expect(readFileSync(at('protected'), 'utf8')).toBe('old')
  })
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
