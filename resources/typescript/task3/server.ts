/** Task 3, the server: as in Task 1, but it prints the bytes as they came. */
import dgram from 'node:dgram'
import { on, once } from 'node:events'
import { pythonBytes, serverArguments } from '../arguments.ts'

const { host, port, count } = serverArguments(20_001)
const reply = 'Hello UDP Client'

// udp4: datagrams over IPv4, which is UDP.
const socket = dgram.createSocket('udp4')

// From here on, what is sent to this address waits in this socket's receive buffer.
socket.bind(port, host)
await once(socket, 'listening')
console.log('UDP server up and listening')

let served = 0
// Wait for one datagram after the other. There is no connection: each one tells who sent it.
for await (const [message, sender] of on(socket, 'message')) {
  console.log(`message from client: ${pythonBytes(message)}`)
  console.log(`client IP address: ('${sender.address}', ${sender.port})`)

  // The server cannot tell whether its client has called connect().
  await new Promise((sent) => socket.send(reply, sender.port, sender.address, sent))
  served += 1
  if (served === count) break // without --count: never
}

socket.close()
