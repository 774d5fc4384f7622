/** The exercise's programs in TypeScript and in C, at other ports by run.ts and run.c: they answer our lab and each other. */
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

/** Starts the file itself, as a student does, and types a line where one is given. */
type StartAlone = (name: string, typed?: string) => Child

/** Node 24, which is what these tests run in, takes the types away by itself. */
const node = ['ELECTRON_RUN_AS_NODE=1', process.execPath, '--no-warnings']
const typeScript = 'resources/typescript'
const startTypeScript: Start = (name, ...words) =>
  startChild('env', [...node, `${typeScript}/run.ts`, name, ...words])
const startTypeScriptAlone: StartAlone = (name, typed) =>
  startChild('env', [...node, `${typeScript}/${name.replaceAll('_', '-')}.ts`], typed)

function compileC(name: string, ...words: string[]): string {
  const binary = path.join(folder, name)
  const flags = ['-O2', '-std=c11', '-Wall', '-Wextra', '-Werror']
  const { status, stderr } = spawnSync('cc', [...flags, ...words, '-o', binary], {
    cwd: path.join(projectFolder, 'resources/c'),
    encoding: 'utf8'
  })
  if (status !== 0) throw new Error(stderr)
  return binary
}
const startC: Start = (name, ...words) =>
  startChild(compileC(name.replace('/', '-'), `-DPROGRAM=${name}.c`, 'run.c'), words)
const startCAlone: StartAlone = (name, typed) =>
  startChild(compileC(`alone-${name.replace('/', '-')}`, `${name}.c`), [], typed)

const hasCompiler = process.platform !== 'win32' && spawnSync('cc', ['--version']).status === 0
const up = 'UDP server up and listening'

describe.each([
  { language: 'TypeScript', start: startTypeScript, startAlone: startTypeScriptAlone, there: true },
  { language: 'C', start: startC, startAlone: startCAlone, there: hasCompiler }
])('$language', ({ language, start, startAlone, there }) => {
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
    const first = start('task2/server1', '--port', ports[0], '--count', '1', '--delay-ms', '100')
    const second = start('task2/server2', '--port', ports[1], '--count', '1')
    await first.says('UDP server 1 up and listening')
    await second.says('UDP server 2 up and listening')
    const words = ['--port1', ports[0], '--port2', ports[1], ...wait]
    const both = await start('task2/client', ...words).ended
    expect(both.stdout).toBe(
      'Message from server 2: Hello UDP Client(from server 2)\nMessage from server 1: Hello UDP Client(from server 1)\n'
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
      const { code, stdout } = await start('task4/part2_client', '8', '--port', port, ...wait).ended
      expect(code).toBe(0)
      expect(stdout).toBe(
        Array.from({ length: 8 }, (_, index) => `Number from server: ${index + 1}\n`).join('')
      )
      const ended = await server.ended
      expect(ended.code).toBe(0)
      expect(ended.stdout.match(/Number from client: \d+/g)).toHaveLength(8)
    }
  )

  it.runIf(there)('task 4: their numbers, our server', async () => {
    const { lab } = startLab()
    const port = await freePort()
    await lab.tasks.task4.startServer({ address, port })
    const { code, stdout } = await start('task4/part1_client', '99', '--port', String(port), ...wait).ended
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'Message from server: Hello UDP Client\n' })
  })

  it.runIf(there)('task 4: numbers that never come end the wait, and that is no failure', async () => {
    const port = await freePort()
    const server = start('task4/part2_server', '--port', String(port), '--count', '3')
    await server.says(up)
    const words = ['8', '--port', String(port), '--wait', '0.5']
    const { code, stdout } = await start('task4/part2_client', ...words).ended
    expect(code).toBe(0)
    expect(stdout).toBe('Number from server: 1\nNumber from server: 2\nNumber from server: 3\n')
    await server.ended
    expect((await start('task4/part2_client', ...words).ended).code).toBe(1)
  })

  it.runIf(there)('the files themselves, as a student runs them', async () => {
    const { lab, heard } = startLab()
    const server = await lab.tasks.task4.startServer({ address, port: 20_001 })
    expect(server.ok).toBe(true)
    const { code, stdout } = await startAlone('task4/part1_client', '99\n').ended
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: 'Enter a Number: Message from server: Hello UDP Client\n'
    })
    await heard.until(() => heard.lines('server').length === 3)
    expect(heard.lines('server')[1]).toBe('Number from client: 99')
    // A port in use is told by the file too.
    const second = await startAlone('task1/server').ended
    expect({ code: second.code, stdout: second.stdout }).toEqual({ code: 1, stdout: '' })
    expect(second.stderr).toMatch(/EADDRINUSE|Address already in use/)
  })

  it.runIf(there)('task 3: bytes that are no text are shown by their numbers', async () => {
    const port = await freePort()
    const server = start('task3/server', '--port', String(port), '--count', '1')
    await server.says(up)
    const { lab } = startLab()
    const input = { text: 'é\t!', clients: 1, waitMs: 5000, address, port }
    expect(await lab.tasks.task1.sendMessage(input)).toMatchObject({ ok: true })
    expect((await server.ended).stdout).toContain("message from client: b'\\xc3\\xa9\\x09!'\n")
  })

  // libuv does not tell Node of WSAECONNRESET: there is nothing to try in TypeScript.
  it.runIf(there && language === 'C').each(['task1/server', 'task3/server', 'task4/part4_server'])(
    'a server lives on when a receive says that a client is gone, as Windows does: %s',
    async (name) => {
      const port = String(await freePort())
      const server = start(name, '--port', port, '--count', '1', '--reset-once')
      await server.says(up)
      expect((await start('task4/part1_client', '7', '--port', port, ...wait).ended).code).toBe(0)
      expect((await server.ended).code).toBe(0)
    }
  )
})
