/** Task 3, the client: connect() on a UDP socket. */
import dgram from 'node:dgram'
import { once } from 'node:events'
import { clientArguments, Patience } from '../arguments.ts'

const { host, port, wait } = clientArguments(20_001)
const message = 'Helllo UDP Server'

const socket = dgram.createSocket('udp4')
const patience = new Patience(wait) // without --wait: for ever

// No handshake, nothing on the wire: the kernel only notes the peer of this socket.
socket.connect(port, host)
await once(socket, 'connect')

// So no address is needed here ...
socket.send(message)

// ... and datagrams from anyone else are not delivered. If no server
// listens, a connected socket is told so: "connection refused".
const [answer] = await once(socket, 'message', patience)
console.log(`Message from server: ${answer}`)

patience.end()
socket.close()
