/** Every command ends at once when it is told to, frees its sockets, and never tells an interruption as success. */
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { expect, it } from 'vitest'
import { readKernelSocket } from '../../src/lab/net/kernel'
import { type Child, cleanUp, freePort, startCli } from './support'

const exitCodes = { SIGINT: 130, SIGTERM: 143 } as const
const signals = ['SIGINT', 'SIGTERM'] as const
/** Far more than an end takes, and far less than what the command would have gone on for. */
const atOnceMs = 5000

const local = (port: number) => ({ address: '127.0.0.1', port })

/** Resolves when the command's server is bound; the test's own limit ends a wait that never does. */
async function bound(cli: Child, port: number): Promise<void> {
  while (cli.process.exitCode === null && !(await readKernelSocket(local(port)))) continue
}

/** A socket that hears and never answers: whoever writes to it waits. */
async function silentPeer(): Promise<{ port: number; heard: Promise<unknown> }> {
  const socket = createSocket('udp4')
  cleanUp(() => new Promise<void>((closed) => socket.close(closed)))
  const heard = once(socket, 'message')
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  return { port: socket.address().port, heard }
}

async function interrupt(cli: Child, signal: keyof typeof exitCodes) {
  const startedMs = performance.now()
  cli.process.kill(signal)
  const ended = await cli.ended
  expect(performance.now() - startedMs).toBeLessThan(atOnceMs)
  expect(ended.code).toBe(exitCodes[signal])
  return ended
}

const serving = [
  ['task1', ['--messages', '1000']],
  ['task2', ['--messages', '1000']],
  ['task3', ['--messages', '1000']],
  ['task4', ['--count', '20000', '--rate', '1000']]
] as const

for (const signal of signals) {
  it.runIf(process.platform === 'linux').each(serving)(`%s ends at ${signal}`, async (task, words) => {
    const port = await freePort()
    const cli = startCli(task, ...words, '--port', String(port), '--json')
    await bound(cli, port)
    const { stdout } = await interrupt(cli, signal)
    expect(JSON.parse(stdout)).toMatchObject({ cancelled: true })
    expect(await readKernelSocket(local(port))).toBeNull()
  })

  it.runIf(process.platform === 'linux').each([
    ['texts', ['--text', 'one']],
    ['numbers', ['--numbers', '20000']]
  ])(`send of %s ends at ${signal}, and says nothing of silence`, async (_what, words) => {
    const silent = await silentPeer()
    const cli = startCli('send', '--port', String(silent.port), '--wait', '600000', ...words, '--json')
    await silent.heard
    const { stdout, stderr } = await interrupt(cli, signal)
    expect(JSON.parse(stdout)).toMatchObject({ cancelled: true })
    expect(stderr).toBe('')
  })
}

it.runIf(process.platform === 'linux')('the whole lab ends, and says so once', async () => {
  const cli = startCli()
  await cli.says('task1')
  const { stdout } = await interrupt(cli, 'SIGINT')
  expect(stdout.match(/0 of 0/g)).toBeNull()
  expect(stdout.match(/Cancelled/g)).toHaveLength(1)
})

it.runIf(process.platform === 'linux')('predictions say that they were cancelled', async () => {
  const cli = startCli('predictions', '--json')
  await bound(cli, 20_001)
  const { stdout } = await interrupt(cli, 'SIGINT')
  expect(JSON.parse(stdout)).toMatchObject({ cancelled: true })
})
