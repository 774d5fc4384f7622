/** Task 3's walkthrough: what connect() changes on a UDP socket, and what it does not. */
import type { Lesson } from './lesson'

export const task3Lesson: Lesson<'task3'> = {
  task: 'task3',
  steps: [
    {
      id: 'task3/server',
      title: 'The server again',
      text: 'It listens as in Task 1. This one prints the raw bytes.',
      action: { name: 'start-server', label: 'Let the server listen' },
      check: { kind: 'listening', logs: ['server'] }
    },
    {
      id: 'task3/without',
      title: 'First without connect()',
      text: '[[sendto]] names the server, [[recvfrom]] tells who answered.',
      watch: 'Two arrows in the picture: there and back.',
      action: { name: 'exchange-unconnected', label: 'Exchange by sendto()' },
      check: { kind: 'exchange', connected: false }
    },
    {
      id: 'task3/predict',
      title: 'What will connect() send?',
      text: 'TCP’s connect() sends and waits until the other side agrees. How many datagrams does it take on UDP?',
      asks: 'task3/wire',
      check: { kind: 'answered', question: 'task3/wire' }
    },
    {
      id: 'task3/connect-only',
      title: 'connect(), and nothing else',
      text: 'A socket connects to another one that only listens. Does anything arrive?',
      watch: 'A mark on the lane, and is there an arrow?',
      action: { name: 'probe-connect-only', label: 'Only connect' },
      check: { kind: 'probe', probe: 'connect-only', columns: 'connected' }
    },
    {
      id: 'task3/with',
      title: 'Now with connect()',
      text: '[[connect() on UDP|connect()]] fixes the [[peer]] in the kernel. So send() and recv() need no address.',
      watch: 'The same two arrows as without it.',
      action: { name: 'exchange-connected', label: 'Exchange by send()' },
      check: { kind: 'exchange', connected: true }
    },
    {
      id: 'task3/stranger',
      title: 'A stranger writes',
      text: 'A third socket sends a datagram to a connected socket, and to one that is not.',
      watch: 'Which of the two receives it?',
      action: { name: 'probe-stranger', label: 'Let a stranger write to each' },
      check: { kind: 'probe', probe: 'stranger', columns: 'both' }
    },
    {
      id: 'task3/dead-port',
      title: 'Nobody there',
      text: 'Both write to a port that nobody has bound. The kernel answers with [[ICMP port unreachable]].',
      watch: 'Which of the two is told?',
      action: { name: 'probe-dead-port', label: 'Write to a dead port' },
      check: { kind: 'probe', probe: 'dead-port', columns: 'both' }
    },
    {
      id: 'task3/second',
      title: 'A second receiver',
      text: 'Both try to write to somebody else.',
      watch: 'A connected socket has one peer. What becomes of its datagram here?',
      action: { name: 'probe-second-address', label: 'Write to somebody else' },
      check: { kind: 'probe', probe: 'second-address', columns: 'both' }
    }
  ]
}
