/** Task 3, the client: connect() on a UDP socket. */
import dgram from 'node:dgram'

const socket = dgram.createSocket('udp4')
socket.connect(20001, '127.0.0.1')
socket.on('connect', () => socket.send('Helllo UDP Server'))
socket.on('message', (answer) => {
  console.log(`Message from server: ${answer}`)
  socket.close()
})
