/** Real listeners on loopback, one port for UDP and TCP: what reached them is counted, whatever it was. */
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import { expect, test as base } from './app'

export interface Listener {
  port: number
  /** What arrived. */
  heard: { datagrams: number; connections: number }
  /** Sends a datagram and connects itself, waits until both are heard, and takes them off again. */
  proveHearing: () => Promise<void>
  close: () => void
}

const host = '127.0.0.1'

const script = 'globalThis.remoteRan = true'
const remoteScript = [
  'HTTP/1.1 200 OK',
  'access-control-allow-origin: *',
  'content-type: text/javascript',
  `content-length: ${script.length}`,
  '',
  script
].join('\r\n')

export async function listen(): Promise<Listener> {
  const heard = { datagrams: 0, connections: 0 }
  const tcp = createServer((socket) => {
    heard.connections += 1
    socket.on('error', () => undefined)
    // Enough of an answer for one who asks by HTTP: a script that runs, were it let in.
    socket.once('data', () => socket.end(remoteScript))
  })
  tcp.listen(0, host)
  await once(tcp, 'listening')
  const { port } = tcp.address() as { port: number }
  const udp = createSocket('udp4')
  udp.on('message', () => (heard.datagrams += 1))
  udp.bind(port, host)
  await once(udp, 'listening')
  return {
    port,
    heard,
    proveHearing: async () => {
      const arrived = once(udp, 'message')
      const connected = once(tcp, 'connection')
      const probe = createSocket('udp4')
      probe.send('heard?', port, host)
      const knock = connect(port, host)
      await Promise.all([arrived, connected])
      probe.close()
      knock.destroy()
      heard.datagrams -= 1
      heard.connections -= 1
    },
    close: () => {
      udp.close()
      tcp.close()
    }
  }
}

export const test = base.extend<{ listener: Listener }>({
  // eslint-disable-next-line no-empty-pattern -- Playwright reads the names of the first parameter
  listener: async ({}, use) => {
    const listener = await listen()
    await use(listener)
    listener.close()
  }
})

const silence = { datagrams: 0, connections: 0 }

/** Nothing came, and that is no deafness. */
export async function heardNothing({ heard, proveHearing }: Listener): Promise<void> {
  await proveHearing()
  expect(heard).toEqual(silence)
}
