/** Task 1, the client: sends one datagram and waits for one answer. */
import dgram from 'node:dgram'
import { once } from 'node:events'
import { clientArguments, Patience } from '../arguments.ts'

const { host, port, wait } = clientArguments(20_001)
const message = 'Helllo UDP Server'

const socket = dgram.createSocket('udp4')
const patience = new Patience(wait) // without --wait: for ever

// No bind(): the first send() gives the socket a free, "ephemeral" port.
socket.send(message, port, host)

// If no server listens, nothing comes: an unconnected socket hears only silence.
const [answer] = await once(socket, 'message', patience)
console.log(`Message from server: ${answer}`)

patience.end()
socket.close()
