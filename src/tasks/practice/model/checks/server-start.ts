/** Whether a server comes up: its process, its socket, its first answer. */
import { formatEndpoint } from '#shared/events/address'
import { endedInWords, meaning } from '../endings'
import { type Check, notPassed, passed, type ServerScenes, type Verdict } from '../check'
import type { ServerRecord, SocketFact } from '../record'
import type { ServerRole } from '../roles'
import { printsWords } from './printed'

export type ServerCheck = Check<ServerScenes>

/** Of the program's sockets the one that was meant for the port. */
const triedSocket = (sockets: readonly SocketFact[]): SocketFact | undefined =>
  sockets.find(({ protocol, local }) => protocol === 'udp' && local.port !== 0) ?? sockets[0]

/** A port number whose two bytes are in the other order: what htons() would have turned. */
const swapped = (port: number): number => ((port & 0xff) << 8) | (port >> 8)

function whyNotBound({ program }: ServerRecord, port: number): { seen: string; because?: string } {
  const { sockets, waitsForInput } = program
  if (waitsForInput)
    return {
      seen: 'The program waits for input on its terminal, and no socket is bound.',
      because: 'The exercise’s server asks nobody anything: it knows its address and port.'
    }
  const socket = sockets === null ? undefined : triedSocket(sockets)
  if (!socket)
    return sockets === null
      ? { seen: `Nobody holds UDP port ${port}.` }
      : {
          seen: 'The program runs, but it has no bound UDP socket.',
          because: 'Does it come as far as bind()? A loop before it, or a wait, keeps it from there.'
        }
  const bound = `Its ${socket.protocol.toUpperCase()} socket is bound to ${formatEndpoint(socket.local)}`
  if (socket.protocol === 'tcp')
    return { seen: `${bound}.`, because: 'That is a TCP socket (SOCK_STREAM). Which type sends datagrams?' }
  if (socket.local.port === 0) return { seen: 'Its UDP socket is not bound to a port.' }
  const meant = swapped(socket.local.port)
  const seen = `${bound}, not to port ${port}.`
  if (meant === port || (meant >= 1000 && meant % 1000 === 0))
    return {
      seen,
      because: `${socket.local.port} is ${meant} with its two bytes in the other order: in C, htons() puts a port into the order of the network.`
    }
  if (socket.local.port > 32_767)
    return { seen, because: 'That looks like an ephemeral port: bind() was given port 0, or was not called.' }
  return { seen }
}

const starts = (file: string): ServerCheck => ({
  id: 'starts',
  title: 'The program starts and keeps running',
  needs: [],
  points: 1,
  core: true,
  rationale: 'A server waits for clients until somebody stops it.',
  hints: [
    'Start the program in a terminal yourself and read what it prints.',
    'What keeps a server alive after bind()? Look for the call that waits, and for the loop around it.'
  ],
  judge: async (scene) => {
    const { program, steps } = await scene('requests')
    const isGone = program.notCompiled !== null || (program.ended !== null && steps.length === 0)
    if (program.cut && steps.length === 0)
      return notPassed('A program that waits for datagrams.', endedInWords(program, file), {
        because: 'The program prints in a loop that nothing slows down: where does it wait?'
      })
    if (!isGone) return passed('The program runs.')
    return notPassed('A program that keeps running.', endedInWords(program, file), {
      because:
        meaning(program) ??
        (program.ended?.code === 0
          ? 'The program came to the end of its text: nothing made it wait.'
          : undefined)
    })
  }
})

const binds = (role: ServerRole): ServerCheck => ({
  id: 'binds',
  title: 'A UDP socket of it is bound to the port',
  needs: ['starts'],
  points: 1,
  core: true,
  rationale: 'Clients know the server’s port from the exercise. They cannot ask for it.',
  hints: [
    'Compare the address and the port that bind() gets with those of the exercise.',
    'bind() takes an address and a port together. The socket must be one for datagrams.'
  ],
  judge: async (scene, assignment) => {
    const record = await scene('requests')
    const port = role.port(assignment)
    if (record.bound) return passed(`Port ${port} is bound.`)
    const { seen, because } = whyNotBound(record, port)
    return notPassed(`A UDP socket that is bound to port ${port}.`, seen, { because })
  }
})

const answers = (role: ServerRole, file: string): ServerCheck => ({
  id: 'answers',
  title: 'The program answers a datagram',
  needs: ['binds'],
  points: 1,
  core: true,
  rationale: 'A client of the exercise waits for one answer to each datagram.',
  hints: [
    'After the datagram came: which call sends the answer, and to which address?',
    'recvfrom() gives two things. The second one is where the answer belongs.'
  ],
  judge: async (scene, assignment): Promise<Verdict> => {
    const { program, steps } = await scene('requests')
    const [first] = steps
    if (first && first.answers.length > 0) return passed('An answer came.')
    const expected = `An answer to the client at port ${first?.port ?? 0}.`
    if (program.cut)
      return notPassed(expected, endedInWords(program, file), {
        because: printsWords(program.printed, String(role.port(assignment)))
          ? 'Its own port stands in what it printed: it answers itself, without end.'
          : undefined
      })
    if (first?.ended) return notPassed(expected, endedInWords(program, file), { because: meaning(program) })
    const [astray] = first?.elsewhere ?? []
    if (astray !== undefined)
      return notPassed(expected, `Its answer went to port ${astray}, which did not ask.`, {
        because: 'The program answers a fixed address. The answer belongs where the datagram came from.'
      })
    if (program.waitsForInput)
      return notPassed(expected, 'The program got the datagram and then waited for input on its terminal.', {
        because: 'A server answers by itself. Nobody sits before it.'
      })
    const connected = program.sockets?.find(({ remote }) => remote !== null)
    const elsewhere = connected?.remote
      ? `Its socket is connected to ${formatEndpoint(connected.remote)}: it can hear nobody else.`
      : undefined
    return notPassed(expected, 'No answer came within a second. The program still runs.', {
      because: elsewhere
    })
  }
})

export const startChecks = (role: ServerRole, file: string): readonly ServerCheck[] => [
  starts(file),
  binds(role),
  answers(role, file)
]
