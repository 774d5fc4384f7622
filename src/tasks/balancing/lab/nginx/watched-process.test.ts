import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { startWatched } from './watched-process'

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
const ownFolder = (): string => mkdtempSync(path.join(tmpdir(), 'udp-lab-watched-'))

/** Resolves when it is so: each look is a turn of the event loop. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setImmediate(resolve))
}

describe.skipIf(process.platform === 'win32')('a program that is watched', () => {
  it('ends with its own code and words, and its folder goes', async () => {
    const folder = ownFolder()
    const { ended } = startWatched(folder, '/bin/sh', ['-c', 'echo enough >&2; exit 7'])
    expect(await ended).toEqual({ code: 7, said: 'enough\n' })
    await until(() => !existsSync(folder))
  })

  it('is killed when it is stopped', async () => {
    const folder = ownFolder()
    const watched = startWatched(folder, '/bin/sleep', ['600'])
    await watched.kill()
    expect((await watched.ended).code).toBe(137)
    await until(() => !existsSync(folder))
  })

  it('a program that is not there is told', async () => {
    const { ended } = startWatched(ownFolder(), '/no/such/program', [])
    expect((await ended).code).toBe(127)
  })

  it('dies with a process that is killed', async () => {
    const folder = ownFolder()
    const file = path.join(import.meta.dirname, 'watched-process.ts')
    const script = `
      const { startWatched } = await import(${JSON.stringify(file)})
      startWatched(${JSON.stringify(folder)}, '/bin/sh', ['-c', 'echo $$ >pid; exec sleep 600'])
      const { existsSync, readFileSync } = await import('node:fs')
      const look = setInterval(() => {
        const text = existsSync(${JSON.stringify(folder)} + '/pid') ? readFileSync(${JSON.stringify(folder)} + '/pid', 'utf8') : ''
        if (text.endsWith('\\n')) (clearInterval(look), console.log(text.trim()))
      }, 1)`
    const owner = spawn(
      process.execPath,
      ['--experimental-strip-types', '--input-type=module', '-e', script],
      {
        env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' }
      }
    )
    const pid = await new Promise<number>((resolve) =>
      owner.stdout.once('data', (data: Buffer) => resolve(Number(String(data).trim())))
    )
    expect(isAlive(pid)).toBe(true)
    owner.kill('SIGKILL')
    await until(() => !isAlive(pid) && !existsSync(folder))
  })
})
