// Task 1: client for Node
import dgram from 'node:dgram'

const client = dgram.createSocket('udp4')

client.on('message', (answer) => {
  console.log('Message from server: ' + answer.toString())
})

client.send('Helllo UDP Server', 20001, 'localhost')
