/** Task 4, part 2, the client: sends 1 to n without waiting, and only then reads. */
import dgram from 'node:dgram'
import { createInterface } from 'node:readline/promises'

const terminal = createInterface({ input: process.stdin, output: process.stdout })
const n = Number(await terminal.question('Enter a Number: '))
terminal.close()

const socket = dgram.createSocket('udp4')
for (let number = 1; number <= n; number++) socket.send(String(number), 20001, '127.0.0.1')
let returned = 0
socket.on('message', (answer) => {
  console.log(`Number from server: ${answer}`)
  returned += 1
  if (returned === n) socket.close()
})
