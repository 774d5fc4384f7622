// @ts-check
/** iperf3, where it is installed, sending as many datagrams as fast as it can: to loopback, bounded in number. */
import { spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { once } from 'node:events'
import { findCommand } from '../electron/apt.mjs'

/** The shortest payload that its own header leaves room for, in bytes. */
const payloadBytes = '16'
/** What either side may take. */
const limitMs = 60_000
const loopback = '127.0.0.1'

/** @returns {boolean} */
export const hasIperf = () => findCommand('iperf3') !== undefined

/**
 * µs per datagram of one run, at the sender.
 *
 * @param {number} count
 */
export async function runIperf(count) {
  const port = String(await freePort())
  const server = spawn('iperf3', ['-s', '-1', '-B', loopback, '-p', port, '--forceflush'], {
    stdio: ['ignore', 'pipe', 'ignore'],
    timeout: limitMs
  })
  try {
    // Ends with the server, should it never listen.
    await Promise.race([once(server.stdout, 'data'), once(server, 'close')])
    const words = [
      '-c',
      loopback,
      '-p',
      port,
      '-u',
      '-b',
      '0',
      '-l',
      payloadBytes,
      '-k',
      String(count),
      '--json'
    ]
    const { end } = JSON.parse(await outputOf(words))
    return (end.sum_sent.seconds * 1e6) / end.sum_sent.packets
  } finally {
    server.kill()
  }
}

/** @param {string[]} words */
async function outputOf(words) {
  const client = spawn('iperf3', words, { stdio: ['ignore', 'pipe', 'ignore'], timeout: limitMs })
  let said = ''
  client.stdout.on('data', (data) => (said += data))
  await once(client, 'close')
  return said
}

/** iperf3 talks over TCP beside the datagrams, on the same port. */
async function freePort() {
  const server = createServer().listen(0, loopback)
  await once(server, 'listening')
  const address = server.address()
  server.close()
  return address && typeof address === 'object' ? address.port : 0
}
