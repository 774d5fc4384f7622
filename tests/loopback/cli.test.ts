import { expect, it } from 'vitest'
import type { Fault } from '../../src/shared/fault'
import type { Ledger } from '../../src/tasks/loss/model/ledger'
import type { Witness } from '../../src/tasks/loss/model/witness'
import { freePort, runCli, runJson, startChild, startCli } from './support'

interface TaskDocument {
  task: string
  endpoints: { name: string; role: string; address: string; port: number; log: string[] }[]
}
interface Task4Document {
  task: string
  parameters: Record<string, unknown>
  ledger: Ledger
  buffers: Record<'server' | 'client', { requested: number | null; granted: number | null }>
  kernelDrops: Record<'server' | 'client', number | null>
  witness: Witness
  foreign: Record<'server' | 'client', number>
  emulatedDrops: number | null
  prediction: { firstLost: number | null; capacity: number | null }
  elapsedMs: number
}

it('lists the tasks', async () => {
  const { code, stdout } = await runCli('list')
  expect(code).toBe(0)
  expect(
    stdout
      .split('\n')
      .filter(Boolean)
      .map((line) => line.split(/\s+/)[0])
  ).toEqual(['task1', 'task2', 'task3', 'task4', 'balancing', 'practice'])
})

it.each([
  ['task1', 4, 'message from client: Helllo UDP Server'],
  ['task2', 3, 'message from client: Helllo UDP Server'],
  ['task3', 2, "message from client: b'Helllo UDP Server'"]
])('%s gives its endpoints with logs to the letter', async (task, endpoints, line) => {
  const { code, document } = await runJson(task)
  expect(code).toBe(0)
  const { endpoints: given, task: id } = document as TaskDocument
  expect(id).toBe(task)
  expect(given).toHaveLength(endpoints)
  expect(given[0]).toMatchObject({ role: 'server', address: '127.0.0.1', port: 20001 })
  expect(given[0]!.log[1]).toBe(line)
  const client = given.at(-1)!
  expect(client.role).toBe('client')
  expect(client.log.length).toBeGreaterThan(0)
  for (const text of client.log) expect(text).toMatch(/^Message from server( [12])?: Hello UDP Client/)
})

it('task4 gives every field of the ledger', async () => {
  const { code, document } = await runJson('task4', '--count', '8')
  expect(code).toBe(0)
  const { task, parameters, ledger, buffers, kernelDrops, prediction, elapsedMs } = document as Task4Document
  expect(task).toBe('task4')
  expect(parameters).toEqual({
    count: 8,
    serverBuffer: null,
    clientBuffer: null,
    serviceUs: 0,
    clientReads: 'after',
    rate: 0,
    payloadBytes: null,
    queue: 'kernel'
  })
  expect(ledger).toEqual({
    sent: 8,
    served: 8,
    replied: 8,
    returned: 8,
    lostRequests: 0,
    lostReplies: 0,
    unsent: 0,
    duplicated: 0,
    reordered: 0,
    firstLost: null,
    lossRatio: 0
  })
  expect(buffers.server.requested).toBeNull()
  expect(buffers.server.granted).toBeGreaterThan(0)
  expect(Object.keys(kernelDrops)).toEqual(['server', 'client'])
  const { witness, foreign, emulatedDrops } = document as Task4Document
  expect(Object.keys(witness)).toEqual(['source', 'gap', 'server', 'client', 'system'])
  expect(foreign).toEqual({ server: 0, client: 0 })
  expect(emulatedDrops).toBeNull()
  expect(prediction).toMatchObject({ firstLost: null, queue: null })
  expect(prediction).toHaveProperty('capacity')
  expect(Number.isInteger(elapsedMs)).toBe(true)
})

it('runs the whole lab without a command', async () => {
  const { code, document } = await runJson()
  expect(code).toBe(0)
  const { tasks } = document as { tasks: { task: string }[] }
  expect(tasks.map(({ task }) => task)).toEqual([
    'task1',
    'task2',
    'task3',
    'task4',
    'task4',
    'task4',
    'task4'
  ])
})

it.each([
  [['task4', '--count', '0'], 'count'],
  [['task4', '--count', '-1'], 'count'],
  [['task4', '--count', '1e9'], 'count'],
  [['task4', '--count', 'NaN'], 'count'],
  [['task4', '--client-reads', 'never'], 'client-reads'],
  [['task4', '--preset', 'none'], 'preset'],
  [['task4', '--server-buffer', '0'], 'server-buffer'],
  [['task1', '--messages', '0'], 'messages'],
  [['serve', '--port', '65536'], 'port'],
  [['serve', '--port', '80x'], 'port'],
  [['serve', '--port', '1.5'], 'port'],
  [['serve', '--host', 'example.com'], 'host'],
  [['serve', '--echo', '--reply', 'x'], 'echo'],
  [['send', '--wait', '0'], 'wait'],
  [['list', 'extra'], 'extra'],
  [['task1', '--bogus'], 'bogus'],
  [['bogus'], 'bogus']
])('says what is off in %j', async (words, named) => {
  const { code, stdout, stderr } = await runCli(...words)
  expect(code).toBe(2)
  expect(stdout).toBe('')
  expect(stderr).toContain(named)
  expect(stderr).not.toContain('    at ')
})

it('helps everywhere', async () => {
  const { code, stdout } = await runCli('--help')
  expect(code).toBe(0)
  expect(stdout).toContain('usage: npm run -s lab --')
  // A row of the table is a command's name and its summary.
  const names = [...stdout.matchAll(/^ {2}([a-z][a-z0-9-]*) {2,}\S/gm)].map(([, name]) => name!)
  expect(names).toEqual(expect.arrayContaining(['list', 'task1', 'task4', 'sweep', 'two-by-two', 'verify']))
  for (const name of names) {
    const help = await runCli(name, '--help')
    expect(help.code, name).toBe(0)
    expect(help.stdout).toContain(`usage: npm run -s lab -- ${name}`)
  }
})

it('serves, answers what send writes, and sums up', async () => {
  const port = String(await freePort())
  const server = startCli('serve', '--port', port, '--count', '2', '--for', '20')
  await server.says(`listening 127.0.0.1:${port}`)
  const { code, document } = await runJson('send', '--port', port, '--text', 'one', '--text', 'two')
  expect(code).toBe(0)
  expect(document as object).toMatchObject({ sent: 2, returned: 2 })
  const { stdout, code: serverCode } = await server.ended
  expect(serverCode).toBe(0)
  const lines = stdout.split('\n')
  expect(lines[0]).toBe(`listening 127.0.0.1:${port}`)
  expect(lines).toContain('message from client: one')
  expect(lines).toContain('message from client: two')
  expect(stdout).toContain('2 received, 2 answered')
})

it('takes a name of this machine as a host, and shows what it stands for', async () => {
  const server = startCli('serve', '--host', 'localhost', '--port', '0', '--count', '1', '--for', '20')
  await server.says('# localhost is 127.0.0.1')
  const port = /^listening 127\.0\.0\.1:(\d+)\n/.exec(server.stdout())![1]!
  const { code, stdout } = await runCli('send', '--host', 'localhost', '--port', port)
  expect(code).toBe(0)
  expect(stdout).toMatch(/^# localhost is 127\.0\.0\.1\n/)
  const other = await runCli('send', '--host', 'example.com')
  expect(other).toMatchObject({ code: 2, stdout: '' })
  expect(other.stderr).toContain('a name of this machine such as localhost, not "example.com"')
})

it('serves with --json: where it listens, then what it counted', async () => {
  const server = startCli('serve', '--port', '0', '--echo', '--count', '8', '--for', '20', '--json')
  await server.says('}')
  const { listening } = JSON.parse(server.stdout()) as { listening: { address: string; port: number } }
  expect(listening.address).toBe('127.0.0.1')
  await runJson('send', '--port', String(listening.port), '--numbers', '8')
  const { stdout } = await server.ended
  const [, second, ...rest] = stdout.trim().split('\n')
  expect(JSON.parse(second!)).toMatchObject({ received: 8, replied: 8 })
  expect(rest).toEqual([])
})

it('serves with --json until it is interrupted: each datagram is counted, though no line is made of it', async () => {
  const server = startCli('serve', '--port', '0', '--echo', '--json')
  await server.says('}')
  const { listening } = JSON.parse(server.stdout()) as { listening: { port: number } }
  const sent = await runJson('send', '--port', String(listening.port), '--numbers', '200')
  expect(sent.document as object).toMatchObject({ sent: 200 })
  server.process.kill('SIGINT')
  const { stdout } = await server.ended
  const [, summary, ...rest] = stdout.trim().split('\n')
  const { received, replied, kernelDrops } = JSON.parse(summary!) as Record<string, number | null>
  expect(received! + (kernelDrops ?? 0)).toBe(200)
  expect(replied).toBe(received)
  expect(rest).toEqual([])
})

it('sums up when it is interrupted', async () => {
  const server = startCli('serve', '--port', '0')
  await server.says('listening')
  server.process.kill('SIGINT')
  const { code, stdout } = await server.ended
  expect(code).toBe(0)
  expect(stdout).toContain('0 received, 0 answered')
})

it('fails with 1 when nobody answers, and says whether it was refused', async () => {
  const port = String(await freePort())
  const silent = await runJson('send', '--port', port, '--wait', '50')
  expect(silent.code).toBe(1)
  expect((silent.document as { fault: Fault }).fault.code).toBe('socket/no-answer')
  if (process.platform !== 'linux') return
  const refused = await runJson('send', '--port', port, '--connect', '--wait', '2000')
  expect(refused.code).toBe(1)
  expect((refused.document as { fault: Fault }).fault.code).toBe('socket/connection-refused')
})

// On node:dgram a send takes the error of the one before, and with an even number of them none is left to be read.
it.runIf(process.platform === 'linux').each([
  ['1', 'node'],
  ['2', 'node'],
  ['20', 'node'],
  ['1', 'system'],
  ['2', 'system'],
  ['20', 'system']
])('tells that a connected burst of %s numbers was refused, with the engine %s', async (count, engine) => {
  const to = ['--port', String(await freePort()), '--connect', '--engine', engine]
  const { code, document } = await runJson('send', ...to, '--numbers', count)
  expect(code).toBe(1)
  expect((document as { fault: Fault }).fault.code).toBe('socket/connection-refused')
})

it.each([
  ['send', '--text', 'one'],
  ['send', '--numbers', '3']
])('gives the reason and exit code 1 when nothing could be sent: %s %s', async (...words) => {
  // No socket may send to a broadcast address unless it asks for that: socket(7), SO_BROADCAST.
  const { code, document } = await runJson(...words, '--host', '127.255.255.255', '--wait', '50')
  expect(code).toBe(1)
  expect(document).toMatchObject({ fault: { code: 'socket/permission-denied' } })
  expect((document as { fault: Fault }).fault.advice).toContain('SO_BROADCAST')
})

it('fails with 1 and a fault when the port is in use', async () => {
  const holder = startCli('serve', '--port', '0', '--json')
  await holder.says('}')
  const { listening } = JSON.parse(holder.stdout()) as { listening: { port: number } }
  const { code, document } = await runJson('serve', '--port', String(listening.port))
  expect(code).toBe(1)
  const { fault } = document as { fault: Fault }
  expect(fault.code).toBe('socket/address-in-use')
  if (process.platform === 'linux') expect(fault.message).toContain(`(process ${holder.process.pid})`)
})

it.runIf(process.getuid?.() === 0)('tells a plain user that a privileged port is not theirs', async () => {
  const nobody = ['--reuid=65534', '--regid=65534', '--clear-groups']
  const child = startChild('setpriv', [
    ...nobody,
    'node',
    'scripts/lab.mjs',
    'serve',
    '--port',
    '80',
    '--json'
  ])
  const { code, stdout } = await child.ended
  expect(code).toBe(1)
  expect((JSON.parse(stdout) as { fault: Fault }).fault.code).toBe('socket/permission-denied')
})
