/** Task 4, part 1, the client: sends a number and waits for one answer. */
import dgram from 'node:dgram'
import { once } from 'node:events'
import { clientArguments, numberOrAsk, Patience } from '../arguments.ts'

const { host, port, wait, number: given } = clientArguments(20_001)
const number = await numberOrAsk(given, 'Enter a Number: ', Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER)

const socket = dgram.createSocket('udp4')
const patience = new Patience(wait) // without --wait: for ever

// Numbers travel as decimal text: 99 is the two bytes "99".
socket.send(String(number), port, host)

const [answer] = await once(socket, 'message', patience)
console.log(`Message from server: ${answer}`)

patience.end()
socket.close()
