// Task 4 part 2: client
import dgram from 'node:dgram'
import readline from 'node:readline/promises'

const rl = readline.createInterface({ input: process.stdin, output: process.stdout })
const n = Number(await rl.question('Enter a Number: '))
rl.close()

const client = dgram.createSocket('udp4')
let answers = 0
client.on('message', (answer) => {
  console.log('Number from server:', answer.toString())
  if (++answers === n) client.close()
})

for (let i = 1; i <= n; i++) client.send(`${i}`, 20001, '127.0.0.1')
