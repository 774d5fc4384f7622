/** Task 4, part 1, the client: sends the number that you type. */
import dgram from 'node:dgram'
import { createInterface } from 'node:readline/promises'

const terminal = createInterface({ input: process.stdin, output: process.stdout })
const number = await terminal.question('Enter a Number: ')
terminal.close()

const socket = dgram.createSocket('udp4')
socket.send(number, 20001, '127.0.0.1')
socket.on('message', (answer) => {
  console.log(`Message from server: ${answer}`)
  socket.close()
})
