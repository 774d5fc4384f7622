/** All texts of Task 4's walkthrough. What a run showed is said with that run's own figures. */
import type { QuestionWords, StepWords } from '#shared/lessons/lesson'
import { allOf, counted, decimal, figure, percent } from '#shared/text'

export const stepWords = {
  number: {
    title: 'One number',
    text: 'The server waits for numbers. Each number is sent as decimal text in its own [[datagram]]. Send the number in the field Number and read both terminals.',
    watch: 'What does the server print? What comes back?'
  },
  eight: {
    title: 'Eight without waiting',
    text: 'The client sends 1 to 8 and reads only when all are sent. The answers wait in its [[receive buffer]].',
    watch: 'Do all eight come back?'
  },
  burst: {
    title: 'The exercise’s own run',
    text: 'The client sends 1 to 20,000 as fast as possible and reads only afterwards. Both sides have the default buffers.',
    watch: 'Which number is the first that does not come back? Which queue was full?',
    otherwise: 'This time all came back. Run it again.'
  },
  law: {
    title: 'A server that is too slow',
    text: 'Now the client sends 4,000 numbers at a steady pace and reads at once. The app slows the server down: it needs 1.5 times as long as the client (r = 1.5). So of three requests, one stays in the queue. A queue of K is full after K × r / (r − 1) = 3 × K numbers.',
    watch: 'Is the first lost number near 3 × K?',
    otherwise: 'This time no request was lost. Read the result and run it again.'
  },
  predict: {
    title: 'Before 20,000',
    text: 'The client sends one number every 100 µs. The app slows the server down: it needs 101.2 µs for each. Will all 20,000 come back?'
  },
  loss: {
    title: 'Where it breaks',
    text: 'Run it. First the app measures your computer: a slow one gets a slower pace with nearly the same ratio. The kernel frees space only when a quarter of the buffer has been read, or when the queue is empty. So the loss begins earlier than K × r / (r − 1).',
    watch: 'Complete up to a point, then gaps. Which queue was full there: the server’s or the client’s?',
    otherwise: 'This time no request was lost. Read the result and run it again.'
  },
  terminals: {
    title: 'Look into the server’s terminal',
    text: 'No knowledge of the kernel is needed here. Search both terminals for the first number that is missing.',
    watch: 'Did the missing requests reach the server’s program?'
  },
  cure: {
    title: 'A longer queue',
    text: 'The same, but the server asks for an [[SO_RCVBUF]] of 200,000 bytes before it binds. Nothing else changes.',
    watch: 'The server is as slow as before. Why does its queue lose nothing now?',
    otherwise: 'This time even the longer queue filled up, because your computer was busy. Run it again.'
  },
  limit: {
    title: 'What the cure does not cure',
    text: 'A very large buffer at the server, and a client that reads only when all is sent.',
    watch: 'Numbers are lost again. Whose [[drop|drops]] are they now?',
    otherwise: 'This time no reply was lost. Run it again.'
  }
} satisfies Record<string, StepWords>

export const buttons = {
  number: 'Send it',
  eight: 'Run 1 to 8',
  burst: 'Run 1 to 20,000 at once',
  law: 'Run with the slow server',
  loss: 'Run 1 to 20,000',
  cure: 'Run it with a larger buffer',
  limit: 'Send all before reading'
} as const

export const gapChoices = [
  'Yes: the same numbers are missing there',
  'No: the server printed them all'
] as const
export const whoseChoices = ['The server’s', 'The client’s', 'Both', 'None: nothing was lost'] as const

export const questionWords = {
  firstLost: {
    prompt: 'Which number will be the first that does not come back? 0: all come back.',
    modelAnswer:
      'There is no one right number. The queue grows slowly because the server is slightly too slow. When it is full, the kernel drops the next datagram.'
  },
  terminals: {
    prompt: 'Does the server’s terminal have the same gaps as the client’s?',
    modelAnswer:
      'Yes, in the run with the slow server. A number that the server never printed never reached its program. So the loss was before the program: the client’s side is innocent.'
  },
  whyLost: {
    prompt: 'Why do numbers go missing when n is large?',
    modelAnswer:
      'Because a [[receive buffer]] is full. Either the server’s: requests come faster than the server reads them. Or the client’s own: answers pile up there while the client only sends. The kernel drops the datagram that does not fit, and nobody is told. The send buffer drops nothing: when it is full, send() waits or fails. And [[loopback]] has no network card.'
  },
  whyHelps: {
    prompt: 'Why does a larger SO_RCVBUF on the server help?',
    modelAnswer:
      'A larger buffer makes the server’s queue longer. The queue then holds what the slow server has not read yet, until the sender is done. The server is not faster: with more numbers the longer queue fills as well. Answers that the client’s own queue drops are not helped.'
  },
  whose: {
    prompt: 'In your last run, which receive buffer lost datagrams?',
    modelAnswer:
      'The ledger tells them apart. Requests that were sent and never served are missing at the server, replies that were sent and never returned at the client. Where the kernel counted as many drops at that socket, its receive buffer lost them.'
  }
} satisfies Record<string, QuestionWords>

/** Which run a sentence is about. */
export const runNames = {
  last: 'your last run',
  burst: 'your unpaced run',
  slow: 'your run with the slow server',
  paced: 'your paced run',
  cured: 'your run with the larger buffer'
} as const
export type RunName = (typeof runNames)[keyof typeof runNames]

/** What the student's own runs showed. */
export const saw = {
  number: (port: number) => [
    `The server received your number from port ${port} and printed both.`,
    'The answer went back to that port.'
  ],
  eight: (returned: number) => [
    `${capital(allOf(returned, 'came back', 'came back'))}. The client read them only after it had sent all.`,
    'Until then the answers waited in the client’s receive buffer, and they fitted.'
  ],
  ledger: (run: RunName, sent: number, lostRequests: number, lostReplies: number): string =>
    `In ${run} ${figure(sent)} were sent: ${counted(lostRequests, 'request')} and ${counted(lostReplies, 'reply', 'replies')} were lost.`,
  firstLost: (run: RunName, firstLost: number | null, returned: number): string =>
    firstLost === null
      ? `In ${run} ${allOf(returned, 'came back', 'came back')}.`
      : `In ${run} number ${figure(firstLost)} was the first that did not come back. All smaller numbers came back.`,
  clientFull: 'The client read nothing while it sent, so its own receive buffer filled with replies.',
  requestsLost: 'The lost requests never reached the server’s program.',
  bothLost:
    'The lost requests never reached the server’s program. The client read nothing while it sent, so replies filled its own receive buffer.',
  law: (holds: number, ratio: number, expected: number, firstLost: number) => [
    `The server’s queue holds K = ${figure(holds)}, and r was ${decimal(ratio)}: K × r / (r − 1) = ${figure(expected)}.`,
    `Number ${figure(firstLost)} was the first that was lost.`
  ],
  quarters:
    'That is earlier. The kernel frees space only when a quarter of the buffer has been read, or when the queue is empty.',
  disturbed: 'That is far from the law: other programs probably delayed one of the two sides.',
  comesNext: 'The next step shows whether you were right.',
  printed: (served: number, returned: number) =>
    `The server printed ${counted(served, 'number')}, the client ${figure(returned)}.`,
  sameGaps: (lost: number) =>
    `The same ${counted(lost, 'number')} are missing in both: ${lost === 1 ? 'this request' : 'these requests'} never reached the server’s program.`,
  otherGaps: (lostReplies: number) =>
    `The client misses ${counted(lostReplies, 'number')} that the server did print: those replies were lost on the way back.`,
  sendBuffer: (sent: number, unsent: number) =>
    unsent === 0
      ? `The send buffer is innocent: send() returned without an error for ${allOf(sent, 'number', 'numbers')}.`
      : `send() refused ${counted(unsent, 'number')} with an error. Those are counted apart, and not as lost.`,
  networkCard: 'The network card is innocent: both sockets are on loopback, which has no card.',
  dropCounter: (drops: number) =>
    `The kernel’s drop counter of the server’s socket rose by exactly ${figure(drops)}.`,
  otherDropCounter: (drops: number, lost: number) =>
    `The kernel’s drop counter of the server’s socket rose by ${figure(drops)}; ${figure(lost)} requests are missing.`,
  buffer: (run: RunName, count: number, requested: number | null, granted: number | null): string => {
    const asked = requested === null ? 'asked for nothing' : `asked for ${figure(requested)} bytes`
    const got = granted === null ? 'the system does not tell what it got' : `got ${figure(granted)}`
    return `In ${run}, of ${figure(count)} numbers, the server ${asked} and ${got}.`
  },
  cured: (ratio: number) =>
    `No request was lost, and the server was still too slow (r = ${decimal(ratio)}). The longer queue held what it had not read.`,
  limit: (lostRequests: number, lostReplies: number) =>
    `${counted(lostRequests, 'request')} and ${counted(lostReplies, 'reply', 'replies')} were lost. A lost reply was sent by the server and never read by the client. The server’s buffer cannot help there.`
}

/** How an answer compares with the run. */
export const verdicts = {
  noneLost: 'Your run lost none.',
  distance: (firstLost: number, error: number | null): string =>
    error === null
      ? `Number ${figure(firstLost)} was lost first.`
      : `Number ${figure(firstLost)} was lost first: your answer is ${percent(error)} away. Up to 10 % counts as right.`
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
