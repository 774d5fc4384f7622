/** The exercise's programs in TypeScript and in C: they answer our lab and each other, and are answered by it. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { type Child, freePort, projectFolder, startChild, startLab } from './support'

const address = '127.0.0.1'
const wait = ['--wait', '5']
const folder = mkdtempSync(path.join(tmpdir(), 'udp-lab-programs-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Starts a program by its name in the Python folder: `task4/part1_server`. */
type Start = (name: string, ...words: string[]) => Child

/** Node 24, which is what these tests run in, takes the types away by itself. */
const startTypeScript: Start = (name, ...words) => {
  const file = `resources/typescript/${name.replaceAll('_', '-')}.ts`
  return startChild('env', ['ELECTRON_RUN_AS_NODE=1', process.execPath, '--no-warnings', file, ...words])
}

const startC: Start = (name, ...words) => {
  const binary = path.join(folder, name.replace('/', '-'))
  const source = path.join(projectFolder, 'resources/c', `${name}.c`)
  const flags = ['-O2', '-std=c11', '-Wall', '-Wextra', '-Werror']
  const { status, stderr } = spawnSync('cc', [...flags, source, '-o', binary], { encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr)
  return startChild(binary, words)
}

const hasCompiler = process.platform !== 'win32' && spawnSync('cc', ['--version']).status === 0
const up = 'UDP server up and listening'

describe.each([
  { language: 'TypeScript', start: startTypeScript, there: true },
  { language: 'C', start: startC, there: hasCompiler }
])('$language', ({ start, there }) => {
  it.runIf(there)('task 1: our client, their server', async () => {
    const port = await freePort()
    const server = start('task1/server', '--port', String(port), '--count', '2')
    await server.says(up)
    const { lab, heard } = startLab()
    const input = { text: 'Helllo UDP Server', clients: 2, waitMs: 5000, address, port }
    expect(await lab.tasks.task1.sendMessage(input)).toEqual({ ok: true, value: { answered: 2, clients: 2 } })
    expect(heard.lines('client')).toEqual(Array(2).fill('Message from server: Hello UDP Client'))
    const { code, stdout } = await server.ended
    expect(code).toBe(0)
    expect(stdout).toMatch(
      /^UDP server up and listening\n(message from client: Helllo UDP Server\nclient IP address: \('127\.0\.0\.1', \d+\)\n){2}$/
    )
  })

  it.runIf(there)('task 1: their client, our server', async () => {
    const port = await freePort()
    const { lab, heard } = startLab()
    await lab.tasks.task1.startServer({ address, port })
    const { code, stdout } = await start('task1/client', '--port', String(port), ...wait).ended
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'Message from server: Hello UDP Client\n' })
    await heard.until(() => heard.lines('server').length === 3)
    expect(heard.lines('server')[1]).toBe('message from client: Helllo UDP Server')
  })

  it.runIf(there)('task 1: nobody answers, a port is in use, an option is not there', async () => {
    const port = String(await freePort())
    const silent = await start('task1/client', '--port', port, '--wait', '0.1').ended
    expect(silent).toMatchObject({ code: 1, stdout: '' })
    expect(silent.stderr).toContain('Nobody answered within 0.1 s')
    const first = start('task1/server', '--port', port)
    await first.says(up)
    const second = await start('task1/server', '--port', port).ended
    expect(second).toMatchObject({ code: 1, stdout: '' })
    expect(second.stderr).toContain(`${address}:${port} is in use`)
    expect(await start('task1/server', '--wait', '1').ended).toMatchObject({ code: 2, stdout: '' })
  })

  it.runIf(there)('task 2: their client, their servers', async () => {
    const ports = [String(await freePort()), String(await freePort())] as const
    const first = start('task2/server1', '--port', ports[0], '--count', '2', '--delay-ms', '100')
    const second = start('task2/server2', '--port', ports[1], '--count', '2')
    await first.says('UDP server 1 up and listening')
    await second.says('UDP server 2 up and listening')
    const words = ['--port1', ports[0], '--port2', ports[1], ...wait]
    const honest = await start('task2/client', ...words).ended
    expect(honest.stdout).toBe(
      'Message from server 2: Hello UDP Client(from server 2)\nMessage from server 1: Hello UDP Client(from server 1)\n'
    )
    const trapped = await start('task2/client', ...words, '--as-in-the-exercise').ended
    expect(trapped.stdout).toBe(
      'Message from server 1: Hello UDP Client(from server 2)\nMessage from server 2: Hello UDP Client(from server 1)\n'
    )
  })

  it.runIf(there)('task 3: their client, their server; and nobody there', async () => {
    const port = String(await freePort())
    const refused = await start('task3/client', '--port', port, ...wait).ended
    expect(refused.code).toBe(1)
    expect(refused.stderr).toContain('Nobody listens')
    const server = start('task3/server', '--port', port, '--count', '1')
    await server.says(up)
    const { stdout } = await start('task3/client', '--port', port, ...wait).ended
    expect(stdout).toBe('Message from server: Hello UDP Client\n')
    expect((await server.ended).stdout).toContain("message from client: b'Helllo UDP Server'\n")
  })

  it.runIf(there)('task 4, part 1: both ways', async () => {
    const port = await freePort()
    const server = start('task4/part1_server', '--port', String(port), '--count', '2')
    await server.says(up)
    const theirs = await start('task4/part1_client', '99', '--port', String(port), ...wait).ended
    expect(theirs.stdout).toBe('Message from server: Hello UDP Client\n')
    const { lab } = startLab()
    const input = { text: '7', clients: 1, waitMs: 5000, address, port }
    expect(await lab.tasks.task1.sendMessage(input)).toEqual({ ok: true, value: { answered: 1, clients: 1 } })
    expect((await server.ended).stdout).toMatch(/Number from client: 99\n.*\nNumber from client: 7\n/)
  })

  it.runIf(there).each(['task4/part2_server', 'task4/part4_server'])(
    'task 4: eight numbers, %s',
    async (name) => {
      const port = String(await freePort())
      const server = start(name, '--port', port, '--count', '8')
      await server.says(up)
      const { code, stdout, stderr } = await start('task4/part2_client', '8', '--port', port, ...wait).ended
      expect(code).toBe(0)
      expect(stdout).toBe(
        Array.from({ length: 8 }, (_, index) => `Number from server: ${index + 1}\n`).join('')
      )
      expect(stderr).toBe('sent 8, returned 8, first missing: none\n')
      const ended = await server.ended
      expect(ended.stdout.match(/Number from client: \d+/g)).toHaveLength(8)
      expect(ended.stderr.includes('asked for 200000')).toBe(name.includes('part4'))
    }
  )

  it.runIf(there)('task 4: their numbers, our server', async () => {
    const { lab } = startLab()
    const port = await freePort()
    await lab.tasks.task4.startServer({ address, port })
    const { code, stdout } = await start('task4/part1_client', '99', '--port', String(port), ...wait).ended
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'Message from server: Hello UDP Client\n' })
  })
})
