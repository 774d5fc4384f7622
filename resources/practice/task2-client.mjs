// Task 2: client
import dgram from 'node:dgram'

const client = dgram.createSocket('udp4')
let answers = 0

client.on('message', (answer, server) => {
  const number = server.port === 20001 ? 1 : 2
  console.log(`Message from server ${number}: ${answer}`)
  answers++
  if (answers === 2) client.close()
})

for (const port of [20001, 20000]) client.send('Helllo UDP Server', port, '127.0.0.1')
