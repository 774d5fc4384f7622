/** Task 1, the client: sends one datagram and waits for one answer. */
import dgram from 'node:dgram'

const socket = dgram.createSocket('udp4')
socket.send('Helllo UDP Server', 20001, '127.0.0.1')
socket.on('message', (answer) => {
  console.log(`Message from server: ${answer}`)
  socket.close()
})
