/** Task 2, server 2: as server 1, on another port. */
import dgram from 'node:dgram'

const socket = dgram.createSocket('udp4')
socket.bind(20000, '127.0.0.1')
socket.on('listening', () => console.log('UDP server 2 up and listening'))

socket.on('message', (message, client) => {
  console.log(`message from client: ${message}`)
  console.log(`client IP address: ('${client.address}', ${client.port})`)
  socket.send('Hello UDP Client(from server 2)', client.port, client.address)
})
