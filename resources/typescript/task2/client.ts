/** Task 2, the client: one socket that talks to two servers. */
import dgram from 'node:dgram'
import { on } from 'node:events'
import { Patience, twoServersArguments } from '../arguments.ts'

const { host, ports, wait, asInTheExercise } = twoServersArguments(20_001, 20_000)
const message = 'Helllo UDP Server'

const socket = dgram.createSocket('udp4')
const patience = new Patience(wait) // without --wait: for ever

// An unconnected socket can send to any address; both datagrams leave from the same port.
socket.send(message, ports[0], host)
socket.send(message, ports[1], host)

let arrived = 0
// The answers come in any order: only the source address tells who sent one.
for await (const [answer, sender] of on(socket, 'message', patience)) {
  if (sender.address !== host || !ports.includes(sender.port)) continue // from a stranger
  arrived += 1
  const byAddress = ports.indexOf(sender.port) + 1
  // The trap: the exercise takes whichever comes first for server 1.
  const number = asInTheExercise ? arrived : byAddress
  console.log(`Message from server ${number}: ${answer}`)
  if (arrived === 2) break
}

patience.end()
socket.close()
