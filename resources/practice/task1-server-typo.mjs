// Task 1: server, for the lab
import dgram from 'node:dgram'

const server = dgram.createSocket('udp4')

server.on('listening', () => {
  console.log('UDP server up and listening')
})

server.on('message', (message, client) => {
  console.log(`message from client: ${message.toUTF8()}`)
  console.log(`client IP address: ${client.address} ${client.port}`)
  server.send('Hello UDP Client', client.port, client.address)
})

server.bind(20001, '127.0.0.1')
