/** Task 4, part 4, the server: as in part 2, with a larger receive buffer. */
import dgram from 'node:dgram'
import { on, once } from 'node:events'
import { serverArguments } from '../arguments.ts'

const { host, port, count } = serverArguments(20_001)

const receiveBufferSize = 200_000 // what may wait in the kernel, in bytes

const socket = dgram.createSocket('udp4')
socket.bind(port, host)
await once(socket, 'listening')

// Node can ask for it only now: the socket itself is made by bind().
socket.setRecvBufferSize(receiveBufferSize)
// The system has the last word. Linux grants twice as much, for its own book-keeping.
const granted = socket.getRecvBufferSize()
console.error(`receive buffer: asked for ${receiveBufferSize}, granted ${granted}`)
console.log('UDP server up and listening')

let served = 0
// Node itself reads the receive buffer, up to 32 datagrams a turn of its loop, and queues them for us.
// One that comes when the kernel's buffer is full is dropped, and nobody is told.
for await (const [message, sender] of on(socket, 'message')) {
  console.log(`Number from client: ${message}`)

  // The echo: the same bytes back to the sender.
  await new Promise((sent) => socket.send(message, sender.port, sender.address, sent))
  served += 1
  if (served === count) break // without --count: never
}

socket.close()
