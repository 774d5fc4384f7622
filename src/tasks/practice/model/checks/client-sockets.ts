/** From which sockets a client sends. */
import { formatEndpoint } from '#shared/events/address'
import { notPassed, notTold, passed, type Verdict } from '../check'
import { type ClientRecord, strangerText } from '../record'
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

const aPeer = 'A socket with a peer.'

/** Where the kernel does not tell: which datagram the program took, the stranger's or the server's after it. */
function judgeByStranger({ program, answered }: ClientRecord): Verdict {
  const says = (text: string): boolean => program.printed.includes(text)
  if (says(strangerText))
    return notPassed(
      aPeer,
      'The datagram of somebody else came before the server’s answer, and the program took it: its socket has no peer.'
    )
  const [answer] = answered
  if (answer && says(new TextDecoder().decode(answer.payload)))
    return passed('The datagram of somebody else came first, and the program took the server’s answer alone.')
  return notTold('The socket was closed already, or this system does not tell.')
}

export const connected: ClientCheck = {
  id: 'connected',
  title: 'Its socket is connected to the server',
  needs: ['sends'],
  points: 2,
  core: true,
  rationale:
    'connect() fixes the peer in the kernel. On the wire nothing is seen of it: the kernel was asked, or somebody else sent a datagram too.',
  hints: [
    'The datagram is the same with and without it. What does Task 3 ask for before the datagram is sent?',
    'After that call send() and recv() need no address.'
  ],
  judge: async (scene) => {
    const [first] = (await scene('answers')).received
    const peer = first?.socket?.remote
    if (peer) return passed(`The kernel has ${formatEndpoint(peer)} as its peer.`)
    if (!first?.socket) return judgeByStranger(await scene('stranger'))
    return notPassed(aPeer, 'The kernel has no peer for this socket: it was not connected when it sent.')
  }
}
