/** What a client makes of the answers, and how it ends. */
import { figure } from '#shared/text'
import type { Assignment } from '../assignment'
import { notPassed, passed, type Verdict } from '../check'
import { shownText } from '../divergence'
import { endedInWords, saidLast, meaning } from '../endings'
import type { Answered, ClientRecord, ClientScene } from '../record'
import type { ClientRole } from '../roles'
import type { ClientCheck } from './client-start'
import { linesWith, printsWords } from './printed'

const textOf = ({ payload }: Answered): string => new TextDecoder().decode(payload)

/** Where it does not tell its servers apart, either label may stand before either answer: that is another check. */
const isPrinted = (printed: string, role: ClientRole, answer: Answered): boolean =>
  role.labels.some((label) => printsWords(printed, label, textOf(answer)))

function judgePrinted(record: ClientRecord, role: ClientRole): Verdict {
  const { printed } = record.program
  const missing = record.answered.find((answer) => !isPrinted(printed, role, answer))
  if (!missing) return passed('Each answer stands in the terminal.')
  const label = role.labels[missing.server - 1] ?? role.labels[0]
  return notPassed(`A line "${label}: ${shownText(missing.payload)}".`, saidLast(printed))
}

/** The text of the exercise, where another one came. */
function judgeOther(record: ClientRecord, role: ClientRole, assignment: Assignment): Verdict {
  const verdict = judgePrinted(record, role)
  const usual = role.servers(assignment).map(({ reply }) => reply)
  const isFixed = role.labels.some((label) =>
    usual.some((reply) =>
      linesWith(record.program.printed, `${label} ${reply}`).some((line) => !/\d{4}/.test(line))
    )
  )
  if (verdict.passed !== false || !isFixed) return verdict
  return { ...verdict, because: 'The program printed a fixed text, whatever came.' }
}

interface Words {
  title: string
  rationale: string
  hints: readonly [string, string]
  needs: readonly string[]
  core?: boolean
}

const recordCheck = (
  id: string,
  scene: ClientScene,
  judge: (record: ClientRecord, assignment: Assignment) => Verdict,
  { core = true, ...words }: Words
): ClientCheck => ({
  id,
  ...words,
  core,
  points: 1,
  judge: async (scenes, assignment) => {
    const record = await scenes(scene)
    if (record.answered.length > 0) return judge(record, assignment)
    return notPassed(
      'A datagram, as in the run before.',
      `None came this time. ${endedInWords(record.program, '')}`
    )
  }
})

function judgeEnd({ program }: ClientRecord, file: string): Verdict {
  const expected = 'The program ends by itself, with exit code 0.'
  if (program.ended?.code === 0)
    return passed(`The program ended after ${figure(program.ended.afterMs / 1000, 1)} s.`)
  if (program.ended || program.cut)
    return notPassed(expected, endedInWords(program, file), { because: meaning(program) })
  if (program.waitsForInput)
    return notPassed(expected, 'The program had its answers, and waits for input on its terminal.')
  return notPassed(expected, 'The program had its answers, and still runs. For what does it wait?')
}

/** Each must stand beside its own server. */
function judgeApart({ program, answered }: ClientRecord, role: ClientRole, how: string): Verdict {
  const wrong = answered.find(
    (answer) => !printsWords(program.printed, role.labels[answer.server - 1] ?? '', textOf(answer))
  )
  if (!wrong) return passed(`${how}, and each was named right.`)
  return notPassed(
    `"${shownText(wrong.payload)}" beside the name of server ${wrong.server}.`,
    `${how}. The line that names server ${wrong.server} does not hold its answer.`,
    { because: 'The exercise’s own client does the same: answers can arrive in either order.' }
  )
}

const judgeLate = (record: ClientRecord, role: ClientRole): Verdict =>
  role.labels.length > 1 ? judgeApart(record, role, 'The answers came late') : judgePrinted(record, role)

export const readChecks = (role: ClientRole, file: string): readonly ClientCheck[] => [
  recordCheck('prints-answer', 'answers', (record) => judgePrinted(record, role), {
    title:
      role.burst || role.labels.length > 1
        ? 'The program prints each answer'
        : 'The program prints the answer',
    needs: ['sends', ...(role.labels.length > 1 ? ['sends-both'] : []), ...(role.burst ? ['sends-all'] : [])],
    rationale: 'The terminal shows what came back: that is what the report of the exercise shows.',
    hints: [
      'Compare the line that the program prints with that of the exercise.',
      'Which call waits for the answer, and what of its result is printed?'
    ]
  }),
  recordCheck(
    'prints-what-came',
    'other-answers',
    (record, assignment) => judgeOther(record, role, assignment),
    {
      title: 'The program prints what came, not a text of its own',
      needs: ['prints-answer'],
      rationale: 'This time the server answered another text. What is printed must be that one.',
      hints: [
        'Where does the text come from that the program prints?',
        'Would it print the same if nothing came?'
      ]
    }
  ),
  recordCheck('ends', 'answers', (record) => judgeEnd(record, file), {
    title: 'The program ends by itself',
    needs: ['sends', ...(role.burst ? ['sends-all'] : [])],
    rationale: 'A client of the exercise is done when it has its answers.',
    hints: [
      'For how many answers does the program wait?',
      'Which of its calls comes last, and does it return?'
    ]
  }),
  ...(role.labels.length > 1
    ? [
        recordCheck(
          'tells-apart',
          'swapped',
          (record) => judgeApart(record, role, 'Server 2 answered first'),
          {
            title: 'The program tells the servers apart by their addresses',
            core: false,
            needs: ['prints-answer'],
            rationale: 'Only the source address of an answer says which server sent it.',
            hints: ['What else than the text does recvfrom() give?', 'The order of arrival is nobody’s name.']
          }
        )
      ]
    : []),
  recordCheck('late-answer', 'late', (record) => judgeLate(record, role), {
    title: 'The program waits for an answer that comes late',
    core: false,
    needs: ['prints-answer'],
    rationale: 'The answer came 1.4 s later this time: networks are not always quick.',
    hints: ['How long does the program wait for an answer?', 'What does it do when the time is up?']
  }),
  ...(role.burst
    ? [
        recordCheck('lost-answers', 'lost', (record) => judgeEnd(record, file), {
          title: 'The program ends although some answers never come',
          core: false,
          needs: ['ends'],
          rationale: 'UDP may lose datagrams: who waits for each without end waits without end.',
          hints: ['What would tell the program that nothing comes any more?', 'A socket can have a time-out.']
        })
      ]
    : [])
]
