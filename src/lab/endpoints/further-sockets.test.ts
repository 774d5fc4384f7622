import { expect, it } from 'vitest'
import { done, success } from '#shared/fault'
import type { OpenOptions, UdpSocket } from '../net/udp-socket'
import { DgramSocket } from '../net/dgram-socket'
import { FurtherSockets } from './further-sockets'

const options: OpenOptions = {
  local: { address: '127.0.0.1', port: 0 },
  receiveBufferBytes: null,
  receiveSizeBytes: 1024,
  readsTogether: 1
}
const nobody = { datagram: () => undefined, fault: () => undefined }

it('closes what is open, and what is still being opened', async () => {
  const sockets: UdpSocket[] = []
  const further = new FurtherSockets((events) => {
    const socket = new DgramSocket(events)
    sockets.push(socket)
    return socket
  })
  const open = further.make(nobody)
  expect((await open.open(options)).ok).toBe(true)
  const late = further.make(nobody)
  const opening = late.open(options)
  await further.close()
  await opening
  for (const socket of sockets)
    expect(await socket.connect({ address: '127.0.0.1', port: 9 })).toMatchObject({
      fault: { code: 'socket/closed' }
    })
})

it('one that its behaviour closed while it was being made does not stay open', async () => {
  let closes = 0
  let made = (): void => undefined
  const further = new FurtherSockets(
    () =>
      ({
        open: async () => {
          await new Promise<void>((resolve) => (made = resolve))
          return success({ local: options.local, buffer: { requestedBytes: null, grantedBytes: null } })
        },
        close: () => Promise.resolve(void (closes += 1)),
        connect: () => Promise.resolve(done)
      }) as unknown as UdpSocket
  )
  const socket = further.make(nobody)
  const opening = socket.open(options)
  await socket.close()
  made()
  await opening
  expect(closes).toBe(2)
})
