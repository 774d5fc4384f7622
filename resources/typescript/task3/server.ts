/** Task 3, the server: as in Task 1, but it prints the bytes as they came. */
import dgram from 'node:dgram'

const socket = dgram.createSocket('udp4')
socket.bind(20001, '127.0.0.1')
socket.on('listening', () => console.log('UDP server up and listening'))

socket.on('message', (message, client) => {
  const bytes = message
    .toString('latin1')
    .replace(/[^ -~]/g, (byte) => `\\x${Buffer.from(byte, 'latin1').toString('hex')}`)
  console.log(`message from client: b'${bytes}'`)
  console.log(`client IP address: ('${client.address}', ${client.port})`)
  socket.send('Hello UDP Client', client.port, client.address)
})
