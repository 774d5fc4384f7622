/** Task 2's walkthrough: one socket, two servers, and the trap of naming answers by their order. */
import type { Lesson } from './lesson'

export const task2Lesson: Lesson<'task2'> = {
  task: 'task2',
  steps: [
    {
      id: 'task2/servers',
      title: 'Two servers wait',
      text: 'Same machine, same [[IP address]]: the [[port]] tells the two servers apart.',
      watch: 'Two terminals, two ports.',
      action: { name: 'start-servers', label: 'Let both listen' },
      check: { kind: 'listening', logs: ['server-1', 'server-2'] }
    },
    {
      id: 'task2/both',
      title: 'One socket writes to both',
      text: 'The client has one [[socket]]. [[sendto]] names the receiver anew for each [[datagram]].',
      watch: 'One lane of the client, arrows to two servers.',
      action: { name: 'send', label: 'Write to both' },
      check: { kind: 'servers-answered', count: 2 }
    },
    {
      id: 'task2/predict-trap',
      title: 'Which one is “server 1”?',
      text: 'The exercise’s program calls the answer that arrives first “server 1”. Now let server 1 answer 50 ms late.',
      asks: 'task2/trap',
      check: { kind: 'answered', question: 'task2/trap' }
    },
    {
      id: 'task2/trap',
      title: 'Let the trap bite',
      text: 'Server 1 is delayed, and the client counts answers as the exercise’s does.',
      watch: 'Read the client’s two lines to their end: who wrote them?',
      action: { name: 'send-to-trap', label: 'Delay server 1, then write' },
      check: { kind: 'misnamed' }
    },
    {
      id: 'task2/source',
      title: 'Ask who sent it',
      text: '[[recvfrom]] returns the sender’s address with each datagram. Now the client looks at it.',
      watch: 'The order is as odd as before. The names are right.',
      action: { name: 'send-by-source', label: 'Write, and look at the source' },
      check: { kind: 'told-apart' }
    },
    {
      id: 'task2/one-gone',
      title: 'One server is gone',
      text: 'Stop server 2 and write to both.',
      watch: 'Does the missing server spoil the other answer? What does the client hear of it?',
      action: { name: 'stop-one-and-send', label: 'Stop one, then write' },
      check: { kind: 'servers-answered', count: 1 }
    }
  ]
}
