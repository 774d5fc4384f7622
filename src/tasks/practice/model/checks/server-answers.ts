/** What a server answers, to whom, and how often. */
import { formatEndpoint } from '#shared/events/address'
import { counted } from '#shared/text'
import { notPassed, passed, type Verdict } from '../check'
import { serverDivergence, shownText } from '../divergence'
import { endedInWords, meaning } from '../endings'
import type { Assignment } from '../assignment'
import type { ServerRecord, Step } from '../record'
import type { ServerRole } from '../roles'
import { differenceMeans, firstDifference, sameBytes } from './differing-bytes'
import type { ServerCheck } from './server-start'

type Judge = (record: ServerRecord, role: ServerRole, assignment: Assignment) => Verdict

const wantedOf = (step: Step, role: ServerRole, assignment: Assignment): Uint8Array =>
  role.answer(step.payload, assignment)

const answerText: Judge = (record, role, assignment) => {
  const divergence = serverDivergence(record, role, assignment)
  const [first] = record.steps
  const [answer] = first?.answers ?? []
  if (!first || !answer) return notPassed('An answer.', 'No answer came.')
  const wanted = wantedOf(first, role, assignment)
  if (sameBytes(answer, wanted)) return passed(`"${shownText(answer)}"`)
  return notPassed(
    role.echoes
      ? `The same bytes that came: "${shownText(wanted)}".`
      : `"${shownText(wanted)}", to the letter.`,
    firstDifference(answer, wanted),
    { because: differenceMeans(answer, wanted), divergence }
  )
}

const oneAnswer: Judge = (record, role, assignment) => {
  const twice = record.steps.find(({ answers }) => answers.length > 1)
  if (!twice) return passed('One answer for each datagram.')
  return notPassed(
    'One answer for each datagram.',
    `${counted(twice.answers.length, 'answer')} to one datagram.`,
    {
      divergence: serverDivergence(record, role, assignment)
    }
  )
}

const cameToItsEnd = ({ ended }: Step): string | undefined =>
  ended?.code === 0
    ? 'The program came to the end of its text. Which loop would make it wait for the next datagram?'
    : undefined

/** A socket that its program has connected hears one peer alone. */
function connectedTo({ program }: ServerRecord): string | undefined {
  const peer = program.sockets?.find(({ remote }) => remote !== null)?.remote
  return peer
    ? `Its socket is connected to ${formatEndpoint(peer)}, the first that asked: it hears nobody else.`
    : undefined
}

/** A step that was not answered, of those that `which` picks. */
function unanswered(
  record: ServerRecord,
  which: (step: Step) => boolean,
  file: string,
  divergence: ReturnType<typeof serverDivergence>
): Verdict | null {
  const lost = record.steps.find((step) => which(step) && step.answers.length === 0)
  if (!lost) return null
  const expected = `An answer to "${shownText(lost.payload)}" from client ${lost.client}.`
  const because = lost.ended ? (meaning(record.program) ?? cameToItsEnd(lost)) : connectedTo(record)
  const seen = lost.ended ? endedInWords(record.program, file) : 'No answer came in time.'
  return notPassed(expected, seen, { because, divergence })
}

const answersAgain =
  (file: string): Judge =>
  (record, role, assignment) => {
    const divergence = serverDivergence(record, role, assignment)
    return (
      unanswered(record, ({ client }) => client === 1, file, divergence) ??
      passed(
        `${counted(record.steps.filter(({ client }) => client === 1).length, 'datagram')} of one client, each answered.`
      )
    )
  }

const answersEachSender =
  (file: string): Judge =>
  (record, role, assignment) => {
    const divergence = serverDivergence(record, role, assignment)
    const astray = record.steps.find(({ strays }) => strays.length > 0)
    if (astray)
      return notPassed(
        `The answer goes to the client that asked: client ${astray.client}.`,
        `The answer went to client ${astray.strays[0]?.client}, who had asked first.`,
        { because: 'Clients on one machine have one address: their ports tell them apart.', divergence }
      )
    return (
      unanswered(record, ({ client }) => client > 1, file, divergence) ??
      passed('Two clients by turns: each had its own answers.')
    )
  }

const answersAnyText =
  (file: string): Judge =>
  (record, role, assignment) => {
    const divergence = serverDivergence(record, role, assignment)
    const lost = unanswered(record, () => true, file, divergence)
    if (lost) return lost
    for (const step of record.steps) {
      const wanted = wantedOf(step, role, assignment)
      const answer = step.answers[0] ?? new Uint8Array()
      if (!sameBytes(answer, wanted))
        return notPassed(
          `"${shownText(wanted)}" as the answer to "${shownText(step.payload)}".`,
          firstDifference(answer, wanted),
          { because: differenceMeans(answer, wanted), divergence }
        )
    }
    return passed(`${counted(record.steps.length, 'other text')}, each answered.`)
  }

/** What the shell would make of the text that the scene `command` sends. */
export const commandText = { sent: 'echo lab$((41+1))', result: 'lab42' } as const

const runsNoText: Judge = ({ steps, program }) => {
  const isIn = (text: string): boolean => text.includes(commandText.result)
  const decode = (payload: Uint8Array): string => new TextDecoder().decode(payload)
  const came = steps.some(({ answers }) => answers.some((payload) => isIn(decode(payload))))
  if (!came && !isIn(program.printed)) return passed('A text is a text.')
  return notPassed(
    'A text that comes is never a command.',
    `A datagram with "${commandText.sent}" was executed: the program made "${commandText.result}" of it.`,
    {
      because:
        'The text goes to a shell: everybody who reaches the port can run anything on this machine. This is dangerous.'
    }
  )
}

interface Words {
  title: string
  rationale: string
  hints: readonly [string, string]
  needs?: readonly string[]
  points?: number
}

const answerCheck = (
  id: string,
  scene: Parameters<Parameters<ServerCheck['judge']>[0]>[0],
  judge: Judge,
  role: ServerRole,
  { needs = ['answers'], points = 1, ...words }: Words
): ServerCheck => ({
  id,
  ...words,
  needs,
  points,
  core: true,
  judge: async (scenes, assignment) => {
    const record = await scenes(scene)
    if (record.steps.length > 0) return judge(record, role, assignment)
    return notPassed('A program that runs, as before.', endedInWords(record.program, ''))
  }
})

export const answerChecks = (role: ServerRole, file: string): readonly ServerCheck[] => [
  answerCheck('answer-text', 'requests', answerText, role, {
    title: role.echoes ? 'The program sends back what came' : 'Its answer is the text of the exercise',
    points: 2,
    rationale: 'What is on the wire is judged to the letter: the other side compares bytes.',
    hints: [
      'Compare the two texts letter by letter, and their lengths.',
      'How many bytes does the send call get, and where do they end?'
    ]
  }),
  answerCheck('one-answer', 'requests', oneAnswer, role, {
    title: 'One answer for each datagram',
    rationale: 'A client that waits for one answer takes the second one for the answer to its next question.',
    hints: ['Count the send calls for one datagram.', 'Which of them would you miss?']
  }),
  answerCheck('answers-again', 'requests', answersAgain(file), role, {
    title: 'The program answers the same client again and again',
    rationale: 'The server runs without end: the exercise’s client is started several times.',
    hints: [
      'What happens in the program after the first answer?',
      'Which calls have to be made anew for each datagram, and which only once?'
    ]
  }),
  answerCheck('answers-each-sender', 'requests', answersEachSender(file), role, {
    title: 'Each answer goes to the client that asked',
    points: 2,
    rationale: 'UDP is connectionless: the address of each datagram says where its answer belongs.',
    hints: [
      'Two clients ask by turns. Where does the program keep the address that it answers?',
      'An address is a pair: what do two clients on one machine have in common, and what not?'
    ]
  }),
  answerCheck('answers-any-text', 'any-text', answersAnyText(file), role, {
    title: 'The program answers whatever the text is',
    needs: ['answers', 'answer-text', 'answers-again', 'answers-each-sender'],
    rationale: 'The exercise’s server does not look at the text before it answers.',
    hints: [
      'Which texts does the program treat in another way than others?',
      'Try a short text after a long one, and words such as "bye".'
    ]
  }),
  answerCheck('runs-no-text', 'command', runsNoText, role, {
    title: 'The program does not run what a datagram says',
    rationale: 'Anybody can send a datagram. A program that gives it to a shell gives the machine away.',
    hints: ['Where does the text of the datagram go?', 'Is any call among them that starts programs?']
  })
]
