/** The tools that students know talk to our server too. */
import { spawnSync } from 'node:child_process'
import { expect, it } from 'vitest'
import { startChild, startCli } from './support'

const has = (tool: string): boolean => spawnSync('which', [tool]).status === 0

async function serverPort(): Promise<string> {
  const server = startCli('serve', '--port', '0', '--count', '1', '--for', '30', '--json')
  await server.says('}')
  return String((JSON.parse(server.stdout()) as { listening: { port: number } }).listening.port)
}

it.skipIf(!has('nc'))('nc -u', async () => {
  const port = await serverPort()
  const nc = startChild('nc', ['-u', '-w', '5', '127.0.0.1', port])
  nc.process.stdin.write('Helllo UDP Server')
  await nc.says('Hello UDP Client')
  expect(nc.stdout()).toBe('Hello UDP Client')
})

it.skipIf(!has('socat'))('socat', async () => {
  const port = await serverPort()
  const socat = startChild('socat', ['-t', '5', '-', `UDP:127.0.0.1:${port}`])
  socat.process.stdin.write('Helllo UDP Server')
  await socat.says('Hello UDP Client')
  expect(socat.stdout()).toBe('Hello UDP Client')
})
