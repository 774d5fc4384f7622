/** Task 1, the server: answers everyone who writes to it. */
import dgram from 'node:dgram'

const socket = dgram.createSocket('udp4')
socket.bind(20001, '127.0.0.1')
socket.on('listening', () => console.log('UDP server up and listening'))

socket.on('message', (message, client) => {
  console.log(`message from client: ${message}`)
  console.log(`client IP address: ('${client.address}', ${client.port})`)
  socket.send('Hello UDP Client', client.port, client.address)
})
