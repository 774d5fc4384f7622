/** Real programs in folders of their own: which of them are found, and what is made of their answers. */
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { findInterpreters } from './interpreters'

let folder = ''
beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'udp-lab-path-'))))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function program(name: string, script: string, mode = 0o755): string {
  const file = path.join(folder, name)
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(file, `#!/bin/sh\n${script}\n`)
  chmodSync(file, mode)
  return file
}

const find = (...folders: string[]) =>
  findInterpreters({
    platform: process.platform,
    searchPath: folders.map((name) => path.join(folder, name)).join(path.delimiter)
  })

it.skipIf(process.platform === 'win32')(
  'takes the first that answers, whichever stream it prints on',
  async () => {
    program('a/python3', 'echo "Python was not found" >&2; exit 9')
    program('a/gcc', 'echo "gcc 13.2.0 (not to be run)"', 0o644)
    program('b/python3', 'echo nothing')
    const python = program('b/python', 'echo "Python 2.7.18" >&2')
    const cc = program('b/cc', 'echo "cc (Some System 1.2.3-4) 12.2.0"')
    expect(await find('a', 'b', 'nowhere')).toEqual([
      { name: 'Python', command: 'python', path: python, version: '2.7.18' },
      { name: 'Node', command: null, path: null, version: null },
      { name: 'C compiler', command: 'cc', path: cc, version: '12.2.0' },
      { name: 'Java', command: null, path: null, version: null }
    ])
  }
)

it.skipIf(process.platform === 'win32')(
  'waits for a wrapper that takes its time, but not for one that never answers',
  async () => {
    program('a/node', 'exec sleep 60')
    const python = program('a/python3', 'sleep 1.5; echo "Python 3.11.7"')
    program('b/python3', 'echo "Python 3.9.2"')
    const startMs = performance.now()
    const [found, node] = await find('a', 'b')
    expect(found).toMatchObject({ path: python, version: '3.11.7' })
    expect(node).toMatchObject({ command: null, version: null })
    expect(performance.now() - startMs).toBeLessThan(10_000)
  },
  15_000
)

it('looks into no folder that is named relatively', async () => {
  const found = await findInterpreters({
    platform: process.platform,
    searchPath: ['.', '', 'bin'].join(path.delimiter)
  })
  expect(found.map(({ command }) => command)).toEqual([null, null, null, null])
})

it('finds the Node that runs this machine’s scripts', async () => {
  const found = await findInterpreters()
  expect(found.find(({ name }) => name === 'Node')?.version).toMatch(/^\d+\.\d+/)
})
