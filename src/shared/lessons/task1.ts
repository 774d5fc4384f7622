/** Task 1's walkthrough: one server answers whoever writes to it. */
import type { Lesson } from './lesson'

export const task1Lesson: Lesson<'task1'> = {
  task: 'task1',
  steps: [
    {
      id: 'task1/server',
      title: 'A server waits',
      text: 'A server [[bind|binds]] its [[socket]] to a [[port]], and waits. Nobody has to call it first.',
      watch: 'The server’s terminal, and the line of sockets at the bottom of the window.',
      action: { name: 'start-server', label: 'Let the server listen' },
      check: { kind: 'listening', logs: ['server'] }
    },
    {
      id: 'task1/client',
      title: 'One client',
      text: 'The client sends one [[datagram]] and waits for one answer.',
      watch: 'Which address does the server print? Find the same one in the picture.',
      action: { name: 'run-client', label: 'Run the client' },
      check: { kind: 'clients-answered', count: 1 }
    },
    {
      id: 'task1/predict-ports',
      title: 'Before you run it again',
      text: 'The program never says which port the client has. Say first what you expect.',
      asks: 'task1/ports',
      check: { kind: 'answered', question: 'task1/ports' }
    },
    {
      id: 'task1/ports',
      title: 'Run it again, and again',
      text: 'The same program, two more times. Each run opens a socket of its own.',
      watch: 'The ports that the server prints. Each is an [[ephemeral port]].',
      action: { name: 'run-two-clients', label: 'Run two more' },
      check: { kind: 'distinct-ports', count: 3 }
    },
    {
      id: 'task1/crowd',
      title: 'A crowd',
      text: 'Eight clients at once. The server has one socket and keeps no list of clients.',
      watch: 'How does the server know where each answer has to go?',
      action: { name: 'run-eight-clients', label: 'Run eight clients' },
      check: { kind: 'clients-answered', count: 8 }
    },
    {
      id: 'task1/silence',
      title: 'Nobody there',
      text: 'Stop the server and send once more.',
      watch: 'Is the client told that nobody listens? How does its wait end?',
      action: { name: 'stop-and-send', label: 'Send to nobody' },
      check: { kind: 'silence' }
    }
  ]
}
