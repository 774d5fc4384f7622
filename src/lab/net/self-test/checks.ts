/** What an engine is tried at. Each gives what was seen that should not be, or null where all is as it should be. */
import { formatEndpoint, sameEndpoint } from '#shared/events/address'
import { errnoOf } from '../errno'
import type { Heard, MakeSocket, TestSocket } from './test-socket'
import { withSockets } from './test-socket'

const nothingCame = 'nothing arrived within 250 ms'

/** A payload in which no byte is like its neighbour. */
const payloadOf = (sizeBytes: number, first: number): Uint8Array =>
  Uint8Array.from({ length: sizeBytes }, (_, index) => (first + 7 * index) & 255)

const same = (one: Uint8Array, other: Uint8Array): boolean =>
  one.length === other.length && one.every((byte, index) => byte === other[index])

/** The datagram that came, or what is wrong with it. */
function wrongWith(
  { payload, from, sizeBytes }: Heard,
  expected: Uint8Array,
  sender: TestSocket
): string | null {
  const { local } = sender.opened
  if (!sameEndpoint(from, local))
    return `it came from ${formatEndpoint(from)}, not from ${formatEndpoint(local)}`
  if (sizeBytes !== expected.length) return `${sizeBytes} bytes are told, ${expected.length} were sent`
  return same(payload, expected) ? null : 'its bytes are others than those that were sent'
}

async function carry(from: TestSocket, to: TestSocket, payload: Uint8Array): Promise<string | null> {
  // First a look at an empty queue, which is no error.
  await to.read()
  const { error } = await from.send(payload, to.opened.local)
  if (error) return `send() failed: ${errnoOf(error)}`
  if (!(await to.until(() => to.heard.length > 0))) return nothingCame
  const [fault] = to.faults
  if (fault) return `reading reports ${fault.errno ?? fault.message}`
  const [heard] = to.heard
  return heard ? wrongWith(heard, payload, from) : nothingCame
}

export const exchange = (make: MakeSocket): Promise<string | null> =>
  withSockets(
    make,
    [{}, {}],
    async (client, server) =>
      (await carry(client, server, payloadOf(18, 1))) ?? (await carry(server, client, payloadOf(29, 2)))
  )

/** Some at once: an engine may hand them over and read them together. */
const sizes = [5, 1, 300, 0, 18, 1024, 2, 64]

export const order = (make: MakeSocket): Promise<string | null> =>
  withSockets(make, [{}, { readsTogether: sizes.length }], async (client, server) => {
    const payloads = sizes.map(payloadOf)
    const sent = await Promise.all(payloads.map((payload) => client.send(payload, server.opened.local)))
    const failed = sent.find(({ error }) => error !== null)
    if (failed) return `send() failed: ${errnoOf(failed.error)}`
    if (!(await server.until(() => server.heard.length >= sizes.length))) {
      return `${server.heard.length} of ${sizes.length} arrived`
    }
    let lastMs = -Infinity
    for (const [index, heard] of server.heard.entries()) {
      const { handedMs } = sent[index] ?? { handedMs: Infinity }
      const wrong = wrongWith(heard, payloads[index] ?? payloadOf(0, 0), client)
      if (wrong !== null) return `of datagram ${index + 1}, ${wrong}`
      if (handedMs > heard.atMs) return `datagram ${index + 1} was read before it was sent`
      if (handedMs < lastMs) return `datagram ${index + 1} was sent before the one before it`
      lastMs = handedMs
    }
    return null
  })

const cutToBytes = 64
const longBytes = 200

export const cut = (make: MakeSocket): Promise<string | null> =>
  withSockets(make, [{}, { receiveSizeBytes: cutToBytes }], async (client, server) => {
    const long = payloadOf(longBytes, 3)
    const { error } = await client.send(long, server.opened.local)
    if (error) return `send() failed: ${errnoOf(error)}`
    await server.until(() => server.heard.length > 0)
    const [heard] = server.heard
    if (!heard) return nothingCame
    const { payload, sizeBytes } = heard
    if (payload.length !== cutToBytes)
      return `${payload.length} of ${longBytes} bytes came, not ${cutToBytes}`
    if (sizeBytes !== longBytes) return `its length is told as ${sizeBytes} bytes, not ${longBytes}`
    return same(payload, long.subarray(0, cutToBytes)) ? null : 'what came is not its beginning'
  })

/**
 * Small, so that every system grants them: net.core.rmem_max of Linux is at least 2304 and is doubled (socket(7)), so that
 * the second gets more than the first however little an administrator allows.
 */
const requests = [1024, 4096] as const

export const buffer = (make: MakeSocket): Promise<string | null> =>
  withSockets(
    make,
    [{ receiveBufferBytes: requests[0] }, { receiveBufferBytes: requests[1] }],
    async (first, second) => {
      const [small, large] = [first, second].map(({ opened }) => opened.buffer.grantedBytes)
      if (small == null || large == null) return 'it cannot be read back'
      // What is granted is the system's own affair (Linux doubles it, socket(7)), but never less, and more for more.
      return small >= requests[0] && large > small
        ? null
        : `for ${requests[0]} and ${requests[1]} bytes it reads ${small} and ${large}`
    }
  )

export const close = (make: MakeSocket): Promise<string | null> =>
  withSockets(make, [{}, {}], async (client, server) => {
    await server.close()
    const { port } = server.opened.local
    return withSockets(make, [{ port }, {}], (again) => carry(client, again, payloadOf(5, 4)))
  })
