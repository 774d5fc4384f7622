/** Task 2, server 1: one of two servers that the same client writes to. */
import dgram from 'node:dgram'

const socket = dgram.createSocket('udp4')
socket.bind(20001, '127.0.0.1')
socket.on('listening', () => console.log('UDP server 1 up and listening'))

socket.on('message', (message, client) => {
  console.log(`message from client: ${message}`)
  console.log(`client IP address: ('${client.address}', ${client.port})`)
  socket.send('Hello UDP Client(from server 1)', client.port, client.address)
})
