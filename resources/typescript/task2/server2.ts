/** Task 2, server 2: one of two servers that the same client writes to. */
import dgram from 'node:dgram'
import { on, once } from 'node:events'
import { serverArguments } from '../arguments.ts'

const { host, port, count } = serverArguments(20_000)
const reply = 'Hello UDP Client(from server 2)'

// udp4: datagrams over IPv4, which is UDP.
const socket = dgram.createSocket('udp4')

// From here on, what is sent to this address waits in this socket's receive buffer.
socket.bind(port, host)
await once(socket, 'listening')
console.log('UDP server 2 up and listening')

let served = 0
// Wait for one datagram after the other. There is no connection: each one tells who sent it.
for await (const [message, sender] of on(socket, 'message')) {
  console.log(`message from client: ${message}`)
  console.log(`client IP address: ('${sender.address}', ${sender.port})`)

  // Answer the sender, and go on when the system has taken the answer.
  await new Promise((sent) => socket.send(reply, sender.port, sender.address, sent))
  served += 1
  if (served === count) break // without --count: never
}

socket.close()
