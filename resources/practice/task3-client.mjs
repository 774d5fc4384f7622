// Task 3: client
import dgram from 'node:dgram'

const client = dgram.createSocket('udp4')

client.on('message', (answer) => {
  console.log(`Message from server: ${answer}`)
  client.close()
})

client.connect(20001, '127.0.0.1', () => {
  client.send('Helllo UDP Server')
})
