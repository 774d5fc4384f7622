/** The exercise's programs in C, built for Windows, and in TypeScript, run by Wine: the same texts and exit codes as elsewhere. */
import { describe, expect, it } from 'vitest'
import { refusal, startProgram, startTypeScript } from './wine'

const up = 'UDP server up and listening'
const wait = ['--wait', '10']

const suite = (): void => {
  it('task 1: two clients, one server', async () => {
    const server = startProgram('task1-server', '--count', '2')
    await server.says(up)
    for (let client = 1; client <= 2; client++) {
      const { code, stdout } = await startProgram('task1-client', ...wait).ended
      expect([code, stdout]).toEqual([0, 'Message from server: Hello UDP Client\n'])
    }
    const { code, stdout } = await server.ended
    expect(code).toBe(0)
    expect(stdout).toMatch(
      /^UDP server up and listening\n(message from client: Helllo UDP Server\nclient IP address: \('127\.0\.0\.1', \d+\)\n){2}$/
    )
  })

  it('task 2: one client, two servers', async () => {
    const servers = ['task2-server1', 'task2-server2'].map((name) => startProgram(name, '--count', '1'))
    await Promise.all(servers.map((server, index) => server.says(`UDP server ${index + 1} up and listening`)))
    const { code, stdout } = await startProgram('task2-client', ...wait).ended
    expect(code).toBe(0)
    expect(stdout.trim().split('\n').toSorted()).toEqual([
      'Message from server 1: Hello UDP Client(from server 1)',
      'Message from server 2: Hello UDP Client(from server 2)'
    ])
    expect((await Promise.all(servers.map(({ ended }) => ended))).map((server) => server.code)).toEqual([
      0, 0
    ])
  })

  it('task 3: a connected client', async () => {
    const server = startProgram('task3-server', '--count', '1')
    await server.says(up)
    const { code, stdout } = await startProgram('task3-client', ...wait).ended
    expect([code, stdout]).toEqual([0, 'Message from server: Hello UDP Client\n'])
    expect((await server.ended).stdout).toContain(`message from client: b'Helllo UDP Server'\n`)
  })

  it('task 4, part 1: a number of more than 32 bits', async () => {
    const server = startProgram('task4-part1_server', '--count', '1')
    await server.says(up)
    const { code } = await startProgram('task4-part1_client', '999999999999', ...wait).ended
    expect(code).toBe(0)
    expect((await server.ended).stdout).toContain('Number from client: 999999999999\n')
  })

  it.each(['task4-part2_server', 'task4-part4_server'])('task 4: %s sends numbers back', async (name) => {
    const server = startProgram(name, '--count', '8')
    await server.says(up)
    const { code, stdout, stderr } = await startProgram('task4-part2_client', '8', ...wait).ended
    expect(code, stderr).toBe(0)
    expect(stdout).toBe(
      Array.from({ length: 8 }, (_, index) => `Number from server: ${index + 1}\n`).join('')
    )
    expect((await server.ended).code).toBe(0)
  })

  it('the benchmark’s pair counts all that it sent', async () => {
    const server = startProgram('echo_server', '--count', '200')
    await server.says('listening 127.0.0.1:20001')
    const { code, stdout } = await startProgram('echo_client', '--count', '200', '--wait', '10').ended
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ sent: 200, returned: 200 })
    expect(JSON.parse((await server.ended).stdout.split('\n')[1] ?? '')).toEqual({
      served: 200,
      replied: 200
    })
  })

  it('the files themselves, as a student compiles them', async () => {
    const server = startProgram('alone-task1-server')
    await server.says(up)
    const { code, stdout } = await startProgram('alone-task1-client').ended
    expect([code, stdout]).toEqual([0, 'Message from server: Hello UDP Client\n'])
    const second = await startProgram('alone-task3-server').ended
    expect([second.code, second.stdout]).toEqual([1, ''])
    expect(second.stderr).toContain('socket or bind: ')
  })

  it.each(['task1-server', 'task2-server2', 'task3-server', 'task4-part2_server'])(
    '%s lives on when a receive fails because a client is gone (WSAECONNRESET)',
    async (name) => {
      const server = startProgram(name, '--port', '20001', '--count', '1', '--reset-once')
      await server.says('up and listening')
      const { code, stderr } = await startProgram('task1-client', ...wait).ended
      expect(code, stderr).toBe(0)
      expect((await server.ended).code).toBe(0)
    }
  )

  it('a server outlives a client that is gone before its answer comes', async () => {
    const server = startProgram('task2-server1', '--count', '2', '--delay-ms', '400')
    await server.says('UDP server 1 up and listening')
    const impatient = await startProgram('task1-client', '--wait', '0.05').ended
    expect(impatient.code).toBe(1)
    expect(impatient.stderr).toContain('Nobody answered within 0.05 s.')
    const { code, stdout } = await startProgram('task1-client', ...wait).ended
    expect([code, stdout]).toEqual([0, 'Message from server: Hello UDP Client(from server 1)\n'])
    expect((await server.ended).code).toBe(0)
  })

  it('in TypeScript a server answers, and outlives a client that is gone before its answer comes', async () => {
    const server = startTypeScript('task1/server', '--count', '2', '--delay-ms', '400')
    await server.says(up)
    expect((await startTypeScript('task1/client', '--wait', '0.05').ended).code).toBe(1)
    const { code, stdout } = await startTypeScript('task1/client', ...wait).ended
    expect([code, stdout]).toEqual([0, 'Message from server: Hello UDP Client\n'])
    expect((await server.ended).code).toBe(0)
  })

  it('a port in use, and words that are off, are told in plain words', async () => {
    const server = startProgram('task1-server')
    await server.says(up)
    const second = await startProgram('task1-server').ended
    expect([second.code, second.stdout]).toEqual([1, ''])
    expect(second.stderr).toContain('127.0.0.1:20001 is in use')
    const wrong = await startProgram('task1-client', '--port', '65536').ended
    expect(wrong.code).toBe(2)
    expect(wrong.stderr).toContain('--port wants a number from 1 to 65535')
  })
}

// Skipped as one test, so that the report names the reason once.
if (refusal !== null) it.skip(`all programs on Windows (${refusal})`)
else describe('the exercise’s programs on Windows, by Wine', suite)
