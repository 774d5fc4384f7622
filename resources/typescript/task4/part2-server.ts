/** Task 4, part 2, the server: shows each number and sends it back. */
import dgram from 'node:dgram'

const socket = dgram.createSocket('udp4')
socket.bind(20001, '127.0.0.1')
socket.on('listening', () => console.log('UDP server up and listening'))

socket.on('message', (message, client) => {
  console.log(`Number from client: ${message}`)
  socket.send(message, client.port, client.address)
})
