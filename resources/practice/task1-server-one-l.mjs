// Task 1: server for Node
import dgram from 'node:dgram'

const answer = 'Helllo UDP Client'
const server = dgram.createSocket('udp4')

server.on('listening', () => {
  console.log('UDP server up and listening')
})

server.on('message', (message, client) => {
  console.log(`message from client: ${message}`)
  console.log(`client IP address: ${client.address} ${client.port}`)
  server.send(answer, client.port, client.address)
})

server.bind(20001, '127.0.0.1')
