// Task 1: server for Node, keeps the client
import dgram from 'node:dgram'

let client
const server = dgram.createSocket('udp4')

server.on('listening', () => {
  console.log('UDP server up and listening')
})

server.on('message', (message, sender) => {
  client ??= sender
  console.log(`message from client: ${message}`)
  console.log(`client IP address: ${sender.address} ${sender.port}`)
  server.send('Hello UDP Client', client.port, client.address)
})

server.bind(20001, '127.0.0.1')
