/** Many numbers: which, and when. */
import { counted } from '#shared/text'
import { notPassed, passed, type Verdict } from '../check'
import type { Received } from '../record'
import type { ClientRole } from '../roles'
import { clientDivergence, type ClientCheck } from './client-start'

function whichNumbers(received: readonly Received[], wanted: readonly string[]): Verdict {
  const texts = received.map(({ payload }) => new TextDecoder().decode(payload))
  const expected = `${counted(wanted.length, 'datagram')}: 1 to ${wanted.length}, each once.`
  const missing = wanted.filter((text) => !texts.includes(text))
  const extra = texts.filter((text) => !wanted.includes(text))
  const count = counted(texts.length, 'datagram')
  const isWhole = missing.length === 0 && texts.length === wanted.length
  const misplaced = texts.findIndex((text, index) => text !== wanted[index])
  if (isWhole && misplaced < 0) return passed(`1 to ${wanted.length} came.`)
  if (isWhole)
    return notPassed(
      `${expected} In their order.`,
      `"${texts[misplaced]}" came where ${wanted[misplaced]} was due: the order is another one.`
    )
  const missed =
    missing.length === 0
      ? ''
      : ` ${missing.slice(0, 3).join(', ')}${missing.length > 3 ? ' …' : ''} did not come.`
  const added = extra.length === 0 ? '' : ` "${extra[0]}" came, which nobody asked for.`
  return notPassed(expected, `${count} came.${missed}${added}`, {
    because:
      missing.length === 1 && extra[0] === '0'
        ? 'Where does counting begin, and where does it end?'
        : undefined
  })
}

export const sendsAll = (role: ClientRole): ClientCheck => ({
  id: 'sends-all',
  title: 'The program sends every number once',
  needs: ['sent-text'],
  points: 2,
  core: true,
  rationale: 'n is typed, and 1 to n are sent: each in a datagram of its own.',
  hints: [
    'What are the first and the last number that the program sends?',
    'Does the loop run as often as the number says that was typed?'
  ],
  judge: async (scene, assignment) => {
    const { received } = await scene('answers')
    const verdict = whichNumbers(received, role.sends(assignment))
    return verdict.passed !== false
      ? verdict
      : { ...verdict, divergence: clientDivergence({ received }, role, assignment) }
  }
})

export const sendsBeforeReading: ClientCheck = {
  id: 'sends-before-reading',
  title: 'The program sends all before it reads',
  needs: ['sends-all'],
  points: 1,
  core: true,
  rationale: 'Only so many answers wait at once that a queue can overflow: that is what Task 4 shows.',
  hints: [
    'How many numbers were sent before the first answer came?',
    'Are sending and receiving in one loop or in two?'
  ],
  judge: async (scene) => {
    const { received } = await scene('answers')
    const late = received.filter(({ answersBefore }) => answersBefore > 0).length
    if (late === 0) return passed('All were sent before the first answer came.')
    return notPassed(
      'All datagrams before the first answer.',
      `${counted(received.length - late, 'datagram')} came, and the next one only after an answer.`
    )
  }
}
