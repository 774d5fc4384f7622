/** Task 4, parts 2 and 3, the server: prints each number and sends it back. */
import dgram from 'node:dgram'
import { on, once } from 'node:events'
import { serverArguments } from '../arguments.ts'

const { host, port, count } = serverArguments(20_001)

const socket = dgram.createSocket('udp4')
socket.bind(port, host)
await once(socket, 'listening')
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
