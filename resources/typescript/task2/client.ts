/** Task 2, the client: one socket that talks to two servers. */
import dgram from 'node:dgram'

const ports = [20001, 20000] // of server 1, of server 2
let arrived = 0

const socket = dgram.createSocket('udp4')
socket.send('Helllo UDP Server', 20001, '127.0.0.1')
socket.send('Helllo UDP Server', 20000, '127.0.0.1')
socket.on('message', (answer, server) => {
  arrived += 1
  const number = ports.indexOf(server.port) + 1 // the exercise takes `arrived`, and names the wrong server
  console.log(`Message from server ${number}: ${answer}`)
  if (arrived === 2) socket.close()
})
