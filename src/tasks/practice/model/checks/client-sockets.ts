/** From which sockets a client sends. */
import { formatEndpoint } from '#shared/events/address'
import { notPassed, notTold, passed } from '../check'
import type { ClientCheck } from './client-start'

export const sendsBoth: ClientCheck = {
  id: 'sends-both',
  title: 'The program sends to both servers',
  needs: ['sends'],
  points: 1,
  core: true,
  rationale: 'One client, two servers: each gets a datagram.',
  hints: [
    'How many datagrams does the program send, and where does each go?',
    'Does it send the second one before it waits?'
  ],
  judge: async (scene, { port, secondPort }) => {
    const { received } = await scene('answers')
    const missing = [1, 2].find((server) => !received.some((datagram) => datagram.server === server))
    if (missing === undefined) return passed('Both got a datagram.')
    return notPassed(
      'A datagram to each of the two servers.',
      `Server ${missing}, at port ${missing === 1 ? port : secondPort}, got none.`
    )
  }
}

export const oneSocket: ClientCheck = {
  id: 'one-socket',
  title: 'One socket talks to both servers',
  needs: ['sends-both'],
  points: 2,
  core: true,
  rationale: 'That is what Task 2 shows: an unconnected UDP socket sends to any address.',
  hints: [
    'From which ports did the two datagrams come?',
    'How many sockets does the program make, and how many does it need?'
  ],
  judge: async (scene) => {
    const { received } = await scene('answers')
    const ports = [...new Set(received.map(({ from }) => from.port))]
    if (ports.length === 1) return passed(`Both came from port ${ports[0]}.`)
    return notPassed(
      'Both datagrams from one port.',
      `They came from ports ${ports.join(' and ')}: two sockets.`
    )
  }
}

export const connected: ClientCheck = {
  id: 'connected',
  title: 'Its socket is connected to the server',
  needs: ['sends'],
  points: 2,
  core: true,
  rationale:
    'connect() fixes the peer in the kernel. On the wire nothing is seen of it: the kernel was asked.',
  hints: [
    'The datagram is the same with and without it. What does Task 3 ask for before the datagram is sent?',
    'After that call send() and recv() need no address.'
  ],
  judge: async (scene) => {
    const [first] = (await scene('answers')).received
    const peer = first?.socket?.remote
    if (peer) return passed(`The kernel has ${formatEndpoint(peer)} as its peer.`)
    const expected = 'A socket with a peer.'
    if (first && !first.socket) return notTold('The socket was closed already, or this system does not tell.')
    return notPassed(expected, 'The kernel has no peer for this socket: it was not connected when it sent.')
  }
}
