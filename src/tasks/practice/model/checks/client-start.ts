/** Whether a client comes as far as its first datagram. */
import { formatEndpoint } from '#shared/events/address'
import type { Assignment } from '../assignment'
import { type Check, type ClientScenes, notPassed, passed } from '../check'
import { type Arrow, firstDivergence, shownText } from '../divergence'
import { endedInWords, meaning } from '../endings'
import type { ClientRecord } from '../record'
import type { ClientRole } from '../roles'

export type ClientCheck = Check<ClientScenes>

const serverName = (role: ClientRole, assignment: Assignment, server: number): string =>
  role.servers(assignment).length > 1 ? `server ${server}` : 'server'

/** What the program sent beside what the exercise's would send. */
export function clientDivergence(
  { received }: Pick<ClientRecord, 'received'>,
  role: ClientRole,
  assignment: Assignment
): ReturnType<typeof firstDivergence> {
  const arrow = (server: number, text: string): Arrow => ({
    from: 'client',
    to: serverName(role, assignment, server),
    text
  })
  const seen = received.map(({ server, payload }) => arrow(server, shownText(payload)))
  const reference = role
    .servers(assignment)
    .flatMap((_server, index) => role.sends(assignment).map((text) => arrow(index + 1, text)))
  return firstDivergence(seen, reference)
}

export const starts = (file: string): ClientCheck => ({
  id: 'starts',
  title: 'The program starts',
  needs: [],
  points: 1,
  core: true,
  rationale: 'The program runs without arguments, and comes as far as its first datagram.',
  hints: [
    'Start the program in a terminal yourself and read what it prints.',
    'Read the error from its last line upwards: it names a line of your file.'
  ],
  judge: async (scene) => {
    const { program, received } = await scene('answers')
    if (received.length > 0) return passed('The program started.')
    const failed =
      program.notCompiled !== null || program.cut || (program.ended !== null && program.ended.code !== 0)
    if (!failed) return passed('The program started.')
    return notPassed('A program that sends a datagram.', endedInWords(program, file), {
      because: meaning(program)
    })
  }
})

const expectedAt = (role: ClientRole, assignment: Assignment): string =>
  role
    .servers(assignment)
    .map(({ port }) => port)
    .join(' and ')

function whyNothingCame(
  { program }: ClientRecord,
  file: string
): { seen: string; because?: string | undefined } {
  if (program.ended) return { seen: `No datagram came. ${endedInWords(program, file)}` }
  if (program.waitsForInput)
    return {
      seen: 'No datagram came. The program waits for input on its terminal.',
      because: 'What should be typed was typed.'
    }
  const [socket] = program.sockets ?? []
  if (!socket) return { seen: 'No datagram came.' }
  if (socket.protocol === 'tcp')
    return {
      seen: 'No datagram came.',
      because: 'Its socket is a TCP socket (SOCK_STREAM). Which type sends datagrams?'
    }
  if (socket.remote)
    return {
      seen: `No datagram came: its socket is connected to ${formatEndpoint(socket.remote)}.`,
      because: 'Compare that address with the server’s.'
    }
  return {
    seen: 'No datagram came. The program has a UDP socket and waits for an answer.',
    because: 'What it sent went to another address or port than the server’s.'
  }
}

export const sends = (role: ClientRole, file: string): ClientCheck => ({
  id: 'sends',
  title: 'The program sends a datagram to the server',
  needs: ['starts'],
  points: 1,
  core: true,
  rationale: 'The client speaks first: the server knows nobody before.',
  hints: [
    'To which address and port does the program send?',
    'Compare them with those that the server is bound to.'
  ],
  judge: async (scene, assignment) => {
    const record = await scene('answers')
    if (record.received.length > 0) return passed('A datagram came.')
    const { seen, because } = whyNothingCame(record, file)
    return notPassed(`A datagram to port ${expectedAt(role, assignment)}.`, seen, { because })
  }
})
