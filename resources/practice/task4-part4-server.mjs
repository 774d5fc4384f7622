// Task 4 part 4: server
import dgram from 'node:dgram'

const server = dgram.createSocket('udp4')

server.on('listening', () => {
  server.setRecvBufferSize(200000)
  console.log('UDP server up and listening')
})

server.on('message', (message, client) => {
  console.log(`Number from client: ${message}`)
  server.send(message, client.port, client.address)
})

server.bind(20001)
