/** Names that come from outside are shown, and never obeyed by the terminal. */
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, it } from 'vitest'
import { holdsHidden } from '../../src/shared/hidden'
import { cleanUp, freePort, projectFolder, runCli, startChild } from './support'

const aRun = path.join(projectFolder, 'tests/fixtures/old-data/v0.1/files/task1.udplab')
/** Clears a screen, turns text round, and cannot be seen. */
const evil = 'x\u001b[2J\u202e\u{e0041}'

const isVisible = (text: string): boolean => text.split(/\r?\n/).every((line) => !holdsHidden(line))

it.skipIf(process.platform === 'win32')('names of files', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'udp-lab-names-'))
  cleanUp(() => rmSync(folder, { recursive: true }))
  const file = path.join(folder, `${evil}.udplab`)
  copyFileSync(aRun, file)
  for (const words of [
    ['verify', file],
    ['verify', folder],
    ['verify', folder, '--json'],
    ['verify', `${file}-gone`],
    ['verify', `${file}-gone`, '--json'],
    ['run-file', 'show', `${file}-gone`],
    ['list', evil],
    ['list', evil, '--json']
  ]) {
    const { stdout, stderr } = await runCli(...words)
    expect(isVisible(stdout + stderr), JSON.stringify(words)).toBe(true)
    expect(stdout + stderr, JSON.stringify(words)).toContain(
      words.includes('--json') ? '\\u202e' : '\\x1b[2J\\u202e'
    )
  }
})

const holder = `
import socket, sys, time
open('/proc/self/comm', 'w').write(sys.argv[2])
held = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
held.bind(('127.0.0.1', int(sys.argv[1])))
print('bound', flush=True)
time.sleep(60)
`

it.runIf(process.platform === 'linux')('the name of the process that holds a port', async () => {
  const port = String(await freePort())
  const python = startChild('python3', ['-c', holder, port, 'x\u001b[2J\u202e'])
  await python.says('bound')
  for (const words of [[], ['--json']]) {
    const { code, stdout, stderr } = await runCli('serve', '--port', port, ...words)
    expect(code).toBe(1)
    expect(isVisible(stdout + stderr)).toBe(true)
    expect(stderr).toContain('x\\x1b[2J\\u202e (process')
  }
})
