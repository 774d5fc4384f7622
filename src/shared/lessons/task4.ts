/** Task 4's walkthrough: numbers, where they are lost, and what a larger receive buffer cures. */
import type { Lesson } from './lesson'

export const task4Lesson: Lesson<'task4'> = {
  task: 'task4',
  steps: [
    {
      id: 'task4/server',
      title: 'A server for numbers',
      text: 'The server waits for numbers. They travel as decimal text, one a [[datagram]].',
      action: { name: 'start-server', label: 'Let the server listen' },
      check: { kind: 'listening', logs: ['server'] }
    },
    {
      id: 'task4/number',
      title: 'One number',
      text: 'Send the number in the field Number and read both terminals.',
      action: { name: 'send-number', label: 'Send it' },
      check: { kind: 'number-answered' }
    },
    {
      id: 'task4/eight',
      title: 'Eight without waiting',
      text: 'The client sends 1 to 8 and reads only when all are sent. The answers wait in its [[receive buffer]].',
      watch: 'Do all eight come back?',
      action: { name: 'preset-eight', label: 'Run 1 to 8' },
      check: { kind: 'run', shows: 'all-back' }
    },
    {
      id: 'task4/predict',
      title: 'Before 20,000',
      text: 'Now 10,000 numbers a second come, and the server needs 101.2 µs for each: a little too long. Do all 20,000 come back?',
      asks: 'task4/first-lost',
      check: { kind: 'answered', question: 'task4/first-lost' }
    },
    {
      id: 'task4/loss',
      title: 'Where it breaks',
      text: 'Run it. It takes about two seconds.',
      watch: 'Complete up to a point, then gaps. Which queue was full there: the server’s or the client’s?',
      action: { name: 'preset-loss', label: 'Run 1 to 20,000' },
      otherwise: 'This time no request was lost. See what the result says, and run it again.',
      check: { kind: 'run', shows: 'requests-lost' }
    },
    {
      id: 'task4/cure',
      title: 'A longer queue',
      text: 'The same, but the server asks for an [[SO_RCVBUF]] of 200,000 bytes before it binds.',
      watch: 'The server is as slow as before. Why does its queue lose nothing now?',
      action: { name: 'preset-no-loss', label: 'Run it with a larger buffer' },
      otherwise:
        'This time the longer queue was not long enough: when the machine is busy, the server waits for the processor while its queue fills. Run it again.',
      check: { kind: 'run', shows: 'cured' }
    },
    {
      id: 'task4/limit',
      title: 'What the cure does not cure',
      text: 'A very large buffer at the server, and a client that reads only when all is sent.',
      watch: 'Numbers are lost again. Whose [[drop|drops]] are they now?',
      action: { name: 'all-before-reading', label: 'Send all before reading' },
      check: { kind: 'run', shows: 'replies-lost' }
    }
  ]
}
