// Task 4 part 4: client
import dgram from 'node:dgram'
import readline from 'node:readline/promises'

const rl = readline.createInterface({ input: process.stdin, output: process.stdout })
const client = dgram.createSocket('udp4')
let next = 1

const n = Number(await rl.question('Enter a Number: '))
rl.close()
const sendNext = () => client.send(String(next++), 20001, '127.0.0.1')

client.on('message', (answer) => {
  console.log(`Number from server: ${answer}`)
  if (next > n) client.close()
  else sendNext()
})
sendNext()
