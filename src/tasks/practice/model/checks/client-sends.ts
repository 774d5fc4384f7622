/** What a client is asked of its datagrams, in this order. */
import { encodeText } from '#shared/events/payload'
import type { Assignment } from '../assignment'
import { notPassed, passed } from '../check'
import { shownText } from '../divergence'
import type { ClientRole } from '../roles'
import { sendsAll, sendsBeforeReading } from './client-burst'
import { connected, oneSocket, sendsBoth } from './client-sockets'
import { type ClientCheck, clientDivergence, sends, starts } from './client-start'
import { differenceMeans, firstDifference, isText } from './differing-bytes'

const sentText = (role: ClientRole): ClientCheck => ({
  id: 'sent-text',
  title:
    role.typed(anyAssignment) === null
      ? 'Its text is that of the exercise'
      : 'The program sends the number as text',
  needs: ['sends'],
  points: 2,
  core: true,
  rationale: 'What is on the wire is judged to the letter: the other side compares bytes.',
  hints: [
    'Compare the datagram with the exercise’s letter by letter. The exercise has three l’s in its first word.',
    'How many bytes are sent, and does anything follow the text?'
  ],
  judge: async (scene, assignment) => {
    const { received } = await scene('answers')
    const wanted = role.sends(assignment)
    const [first = ''] = wanted
    // Of many numbers the first one tells which form they have; which ones they are is asked later.
    const others = role.burst ? received.slice(0, 1) : received
    const other = others.find(({ payload }) => !(role.burst ? isNumber(payload) : isText(payload, first)))
    if (!other) return passed(`"${shownText(received[0]?.payload ?? new Uint8Array())}"`)
    return notPassed(`"${first}", to the letter.`, firstDifference(other.payload, encodeText(first)), {
      because: differenceMeans(other.payload, encodeText(first)),
      divergence: clientDivergence({ received }, role, assignment)
    })
  }
})

const isNumber = (payload: Uint8Array): boolean => /^\d+$/.test(new TextDecoder().decode(payload))

/** Whether something is typed does not depend on which student it is. */
const anyAssignment = { number: 0, count: 0 } as Assignment

export const sendChecks = (role: ClientRole, file: string): readonly ClientCheck[] => [
  starts(file),
  sends(role, file),
  sentText(role),
  ...(role.labels.length > 1 ? [sendsBoth, oneSocket] : []),
  ...(role.connects ? [connected] : []),
  ...(role.burst ? [sendsAll(role), sendsBeforeReading] : [])
]
