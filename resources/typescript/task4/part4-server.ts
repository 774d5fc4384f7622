/** Task 4, part 4, the server: as in part 2, with a receive buffer of 200000 bytes. */
import dgram from 'node:dgram'

const socket = dgram.createSocket('udp4')
socket.bind(20001, '127.0.0.1')
socket.on('listening', () => {
  socket.setRecvBufferSize(200000) // only now: bind() has made the socket
  console.log('UDP server up and listening')
})

socket.on('message', (message, client) => {
  console.log(`Number from client: ${message}`)
  socket.send(message, client.port, client.address)
})
