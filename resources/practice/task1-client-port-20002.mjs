// Task 1: client
import dgram from 'node:dgram'

const client = dgram.createSocket('udp4')

client.on('message', (answer) => {
  console.log('Message from server: ' + answer.toString())
  client.close()
})

client.send('Helllo UDP Server', 20002, '127.0.0.1')
