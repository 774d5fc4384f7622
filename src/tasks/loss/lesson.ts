/** Task 4's walkthrough: numbers, where they are lost, and what a larger receive buffer cures. */
import { type Lesson, ownWords } from '#shared/lessons/lesson'
import { answered, wasAnswered } from '#shared/lessons/seen'
import { finishedOutcome, type LessonView } from '#shared/lessons/view'
import { explain } from './model/explain/explain'
import { outcomeIn } from './model/kept-outcome'
import type { LossOutcome } from './model/outcome'
import { counted, figure } from '#shared/text'

export type LossAction =
  'start-server' | 'send-number' | 'preset-eight' | 'preset-loss' | 'preset-no-loss' | 'all-before-reading'

/** A run is of many numbers when it has more than a default buffer holds. */
const manyNumbers = 1000

const lossIn = (view: LessonView): LossOutcome | null => outcomeIn(finishedOutcome(view))

/** A server that the student started: a run of many numbers brings one of its own, which nobody started. */
const serverListens = ({ endpoints }: LessonView): boolean =>
  endpoints.some(({ info }) => info.program.id === 'number-server' && info.state.phase === 'open')

/** The last run came to its end, and this is so of it. */
const lastRun =
  (check: (outcome: LossOutcome) => boolean) =>
  (view: LessonView): boolean => {
    const outcome = lossIn(view)
    return outcome !== null && check(outcome)
  }

const allCameBack = ({ ledger, parameters }: LossOutcome): boolean =>
  parameters.count >= 8 && ledger.returned === parameters.count

const requestsWereLost = ({ ledger }: LossOutcome): boolean =>
  ledger.sent >= manyNumbers && ledger.lostRequests > 0

/** The server is the slower one, and the buffer that was asked for held what it had not read. */
const wasCured = ({ ledger, parameters }: LossOutcome): boolean =>
  ledger.sent >= manyNumbers &&
  parameters.serverBuffer !== null &&
  parameters.rate * parameters.serviceUs > 1e6 &&
  ledger.lostRequests === 0

const repliesWereLost = ({ ledger, parameters }: LossOutcome): boolean =>
  parameters.serverBuffer !== null && ledger.lostReplies > 0 && ledger.lostRequests === 0

const numberWasAnswered = ({ endpoints }: LessonView): boolean =>
  endpoints.some((endpoint) => endpoint.info.program.id === 'number-server' && wasAnswered(endpoint))

export const lossLesson: Lesson<LossAction> = {
  steps: [
    {
      id: 'task4/server',
      title: 'A server for numbers',
      text: 'The server waits for numbers. They travel as decimal text, one a [[datagram]].',
      action: { name: 'start-server', label: 'Let the server listen' },
      isDone: serverListens
    },
    {
      id: 'task4/number',
      title: 'One number',
      text: 'Send the number in the field Number and read both terminals.',
      action: { name: 'send-number', label: 'Send it' },
      isDone: numberWasAnswered
    },
    {
      id: 'task4/eight',
      title: 'Eight without waiting',
      text: 'The client sends 1 to 8 and reads only when all are sent. The answers wait in its [[receive buffer]].',
      watch: 'Do all eight come back?',
      action: { name: 'preset-eight', label: 'Run 1 to 8' },
      isDone: lastRun(allCameBack)
    },
    {
      id: 'task4/predict',
      title: 'Before 20,000',
      text: 'Now 10,000 numbers a second come, and the server needs 101.2 µs for each: a little too long. Do all 20,000 come back?',
      asks: 'task4/first-lost',
      isDone: answered('task4/first-lost')
    },
    {
      id: 'task4/loss',
      title: 'Where it breaks',
      text: 'Run it. It takes about two seconds.',
      watch: 'Complete up to a point, then gaps. Which queue was full there: the server’s or the client’s?',
      action: { name: 'preset-loss', label: 'Run 1 to 20,000' },
      otherwise: 'This time no request was lost. See what the result says, and run it again.',
      isDone: lastRun(requestsWereLost)
    },
    {
      id: 'task4/cure',
      title: 'A longer queue',
      text: 'The same, but the server asks for an [[SO_RCVBUF]] of 200,000 bytes before it binds.',
      watch: 'The server is as slow as before. Why does its queue lose nothing now?',
      action: { name: 'preset-no-loss', label: 'Run it with a larger buffer' },
      otherwise:
        'This time the longer queue was not long enough: when the machine is busy, the server waits for the processor while its queue fills. Run it again.',
      isDone: lastRun(wasCured)
    },
    {
      id: 'task4/limit',
      title: 'What the cure does not cure',
      text: 'A very large buffer at the server, and a client that reads only when all is sent.',
      watch: 'Numbers are lost again. Whose [[drop|drops]] are they now?',
      action: { name: 'all-before-reading', label: 'Send all before reading' },
      isDone: lastRun(repliesWereLost)
    }
  ],
  questions: [
    {
      id: 'task4/first-lost',
      exercise: null,
      prompt: 'Which number will be the first that does not come back? 0: all come back.',
      form: { kind: 'number', unit: 'first lost' },
      modelAnswer:
        'There is no one right number: the queue grows by the little that the server is too slow, and breaks when it is full. Your run shows where that was.',
      evidence: ofRun(firstLost),
      givenElsewhere: guessIn
    },
    {
      id: 'task4/why-lost',
      exercise: '4.3',
      prompt: 'Why do numbers go missing when n is large?',
      form: ownWords,
      modelAnswer:
        'Because a [[receive buffer]] is full. Either the server’s: requests come faster than the server reads them. Or the client’s own: answers pile up there while the client only sends. The kernel drops the datagram that does not fit, and nobody is told. On [[loopback]] neither the send buffer nor a network card loses them.',
      evidence: ofRun((outcome) => [ledgerLine(outcome), ...explain(outcome).why])
    },
    {
      id: 'task4/why-helps',
      exercise: '4.4',
      prompt: 'Why does a larger SO_RCVBUF on the server help?',
      form: ownWords,
      modelAnswer:
        'It makes the server’s queue longer, so that it holds what the slow server has not read yet until the sender is done. It does not make the server faster: with more numbers the longer queue fills as well. And it does nothing for answers that the client’s own queue drops.',
      evidence: ofRun((outcome) => [bufferLine(outcome), ledgerLine(outcome), ...explain(outcome).why])
    },
    {
      id: 'task4/whose',
      exercise: null,
      prompt: 'In your last run, which receive buffer lost datagrams?',
      form: {
        kind: 'choice',
        choices: ['The server’s', 'The client’s', 'Both', 'None: nothing was lost']
      },
      modelAnswer:
        'Requests that were sent and never served were lost at the server’s. Replies that were sent and never returned were lost at the client’s. The ledger of the run tells them apart.',
      evidence: ofRun((outcome) => [ledgerLine(outcome)])
    }
  ]
}

function ofRun(say: (outcome: LossOutcome) => string[]) {
  return (view: LessonView): string[] => {
    const outcome = lossIn(view)
    return outcome === null ? [] : say(outcome)
  }
}

const ledgerLine = ({ ledger }: LossOutcome): string =>
  `In your last run ${figure(ledger.sent)} were sent: ${counted(ledger.lostRequests, 'request')} and ${counted(ledger.lostReplies, 'reply', 'replies')} were lost.`

function firstLost({ ledger }: LossOutcome): string[] {
  return [
    ledger.firstLost === null
      ? `In your last run all ${figure(ledger.returned)} came back.`
      : `In your last run number ${figure(ledger.firstLost)} was the first that did not come back.`
  ]
}

function bufferLine({ buffers, parameters }: LossOutcome): string {
  const { requestedBytes, grantedBytes } = buffers.server
  const asked = requestedBytes === null ? 'asked for nothing' : `asked for ${figure(requestedBytes)} bytes`
  const got = grantedBytes === null ? 'the system does not tell what it got' : `got ${figure(grantedBytes)}`
  return `In your last run, of ${figure(parameters.count)} numbers, the server ${asked} and ${got}.`
}

/** What the student predicted of the last run, when it was one of many numbers: the first number lost, 0 for none. */
function guessIn(view: LessonView): string | null {
  const outcome = lossIn(view)
  if (outcome === null || outcome.ledger.sent < manyNumbers) return null
  return typeof outcome.guess === 'number' ? String(outcome.guess) : null
}
