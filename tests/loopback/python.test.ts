/** The exercise's Python programs and ours answer each other, in every task and both ways. */
import { expect, it } from 'vitest'
import { freePort, startChild, startCli, startLab, startPython } from './support'

const address = '127.0.0.1'
const wait = ['--wait', '5']

it('task 1: our client, their server', async () => {
  const port = await freePort()
  const server = startPython('task1/server.py', '--port', String(port), '--count', '2')
  await server.says('UDP server up and listening')
  const { lab, heard } = startLab()
  const sent = await lab.tasks.task1.sendMessage({
    text: 'Helllo UDP Server',
    clients: 2,
    waitMs: 5000,
    address,
    port
  })
  expect(sent).toEqual({ ok: true, value: { answered: 2, clients: 2 } })
  expect(heard.lines('client')).toEqual(Array(2).fill('Message from server: Hello UDP Client'))
  const { stdout } = await server.ended
  expect(stdout.match(/message from client: Helllo UDP Server/g)).toHaveLength(2)
})

it('task 1: their client, our server, and both print the same', async () => {
  const port = await freePort()
  const { lab, heard } = startLab()
  await lab.tasks.task1.startServer({ address, port })
  const { code, stdout } = await startPython('task1/client.py', '--port', String(port), ...wait).ended
  expect(code).toBe(0)
  expect(stdout).toBe('Message from server: Hello UDP Client\n')
  await heard.until(() => heard.lines('server').length === 3)
  expect(heard.lines('server')[1]).toBe('message from client: Helllo UDP Server')
})

it('task 2: our client, their servers', async () => {
  const ports = [await freePort(), await freePort()] as const
  const servers = [
    startPython('task2/server1.py', '--port', String(ports[0]), '--count', '1'),
    startPython('task2/server2.py', '--port', String(ports[1]), '--count', '1')
  ]
  await Promise.all(servers.map((server, index) => server.says(`UDP server ${index + 1} up and listening`)))
  const { lab, heard } = startLab()
  lab.tasks.task2.placeServers(ports[0], ports[1])
  expect(await lab.tasks.task2.sendToBoth({ byArrival: false, waitMs: 5000 })).toEqual({
    ok: true,
    value: { answered: 2 }
  })
  expect(heard.lines('client').sort()).toEqual([
    'Message from server 1: Hello UDP Client(from server 1)',
    'Message from server 2: Hello UDP Client(from server 2)'
  ])
})

it('task 2: their client, our servers', async () => {
  const ports = [await freePort(), await freePort()] as const
  const { lab } = startLab()
  await lab.tasks.task2.startServer({ server: 1, port: ports[0], delayMs: 0 })
  await lab.tasks.task2.startServer({ server: 2, port: ports[1], delayMs: 0 })
  const words = ['--port1', String(ports[0]), '--port2', String(ports[1]), ...wait]
  const { code, stdout } = await startPython('task2/client.py', ...words).ended
  expect(code).toBe(0)
  expect(stdout.trim().split('\n').sort()).toEqual([
    'Message from server 1: Hello UDP Client(from server 1)',
    'Message from server 2: Hello UDP Client(from server 2)'
  ])
})

it('task 3: our connected client, their server', async () => {
  const port = await freePort()
  const server = startPython('task3/server.py', '--port', String(port), '--count', '1')
  await server.says('UDP server up and listening')
  const client = startCli('send', '--port', String(port), '--connect', '--wait', '5000')
  const { code, stdout } = await client.ended
  expect(code).toBe(0)
  expect(stdout).toContain('Message from server: Hello UDP Client')
  expect((await server.ended).stdout).toContain("message from client: b'Helllo UDP Server'")
})

it('task 3: their connected client, our server', async () => {
  const port = await freePort()
  const { lab, heard } = startLab()
  await lab.tasks.task3.startServer({ address, port })
  const { code, stdout } = await startPython('task3/client.py', '--port', String(port), ...wait).ended
  expect(code).toBe(0)
  expect(stdout).toBe('Message from server: Hello UDP Client\n')
  await heard.until(() => heard.lines('server').length === 3)
  expect(heard.lines('server')[1]).toBe("message from client: b'Helllo UDP Server'")
})

it('task 4, part 1: their client, our server', async () => {
  const port = await freePort()
  const { lab, heard } = startLab()
  await lab.tasks.task4.startServer({ address, port })
  const { stdout } = await startPython('task4/part1_client.py', '99', '--port', String(port), ...wait).ended
  expect(stdout).toBe('Message from server: Hello UDP Client\n')
  await heard.until(() => heard.lines('server').length === 3)
  expect(heard.lines('server')[1]).toBe('Number from client: 99')
})

it('task 4, part 1: our client, their server', async () => {
  const port = await freePort()
  const server = startPython('task4/part1_server.py', '--port', String(port), '--count', '1')
  await server.says('UDP server up and listening')
  const { stdout } = await startCli('send', '--port', String(port), '--text', '99', '--wait', '5000').ended
  expect(stdout).toContain('Message from server: Hello UDP Client')
  expect((await server.ended).stdout).toContain('Number from client: 99')
})

it.each(['task4/part2_server.py', 'task4/part4_server.py'])('task 4: our numbers, %s', async (script) => {
  const port = await freePort()
  const server = startPython(script, '--port', String(port), '--count', '8')
  await server.says('UDP server up and listening')
  const { code, stdout } = await startCli('send', '--port', String(port), '--numbers', '8', '--wait', '5000')
    .ended
  expect(code).toBe(0)
  for (let number = 1; number <= 8; number++) expect(stdout).toContain(`Number from server: ${number}\n`)
  expect((await server.ended).stdout.match(/Number from client: \d+/g)).toHaveLength(8)
})

it('task 4: their numbers, our server', async () => {
  const server = startCli('serve', '--port', '0', '--echo', '--count', '8', '--for', '30', '--json')
  await server.says('}')
  const { listening } = JSON.parse(server.stdout()) as { listening: { port: number } }
  const client = startPython('task4/part2_client.py', '8', '--port', String(listening.port), ...wait)
  const { code, stdout } = await client.ended
  expect(code).toBe(0)
  expect(stdout.trim().split('\n')).toEqual(
    Array.from({ length: 8 }, (_, index) => `Number from server: ${index + 1}`)
  )
})

it('task 4: the file itself asks for its number on the terminal, and sends what was typed', async () => {
  // Nothing is changed here: it is run as a student runs it, on the exercise's port.
  const { lab, heard } = startLab()
  const started = await lab.tasks.task4.startServer({ address, port: 20_001 })
  expect(started.ok).toBe(true)
  const client = startChild('python3', ['resources/python/task4/part1_client.py'], '99\n')
  const { code, stdout } = await client.ended
  expect({ code, stdout }).toEqual({
    code: 0,
    stdout: 'Enter a Number: Message from server: Hello UDP Client\n'
  })
  await heard.until(() => heard.lines('server').length === 3)
  expect(heard.lines('server')[1]).toBe('Number from client: 99')
})

it.each(['task1/server', 'task2/server1', 'task3/server', 'task4/part1_server', 'task4/part4_server'])(
  'a server lives on when a receive says that a client is gone, as Windows does: %s',
  async (script) => {
    const port = await freePort()
    const server = startPython(script, '--port', String(port), '--count', '1', '--reset-once')
    await server.says('up and listening')
    const sent = await startCli('send', '--port', String(port), '--text', '7', '--wait', '5000').ended
    expect(sent.code).toBe(0)
    expect((await server.ended).code).toBe(0)
  }
)
