/** What a server prints, and what it asked of its socket. */
import { encodeText } from '#shared/events/payload'
import { figure } from '#shared/text'
import { notPassed, notTold, passed } from '../check'
import { shownText } from '../divergence'
import { saidLast } from '../endings'
import type { ServerRole } from '../roles'
import { linesWith, loose, printsWords } from './printed'
import type { ServerCheck } from './server-start'

const banner = (role: ServerRole): ServerCheck => ({
  id: 'banner',
  title: 'The program says that it is up',
  needs: ['starts'],
  points: 1,
  core: true,
  rationale: 'The person who starts the server sees that it waits.',
  hints: [
    'Which line should stand in the terminal before the first client comes?',
    'When is the server up: before bind() or after it?'
  ],
  judge: async (scene) => {
    const { printed } = (await scene('requests')).program
    if (loose(printed).includes(loose(role.banner))) return passed(`"${role.banner}"`)
    return notPassed(`A line "${role.banner}".`, saidLast(printed))
  }
})

const printsMessage = (role: ServerRole, label: string): ServerCheck => ({
  id: 'prints-message',
  title: 'The program prints each datagram’s text',
  needs: ['answers'],
  points: 1,
  core: true,
  rationale: 'The terminal shows what came: that is what the report of the exercise shows.',
  hints: [
    'Compare the line that the program prints with that of the exercise.',
    'A datagram is bytes: which call makes text of them, and is it really called?'
  ],
  judge: async (scene, assignment) => {
    const { printed } = (await scene('requests')).program
    for (const request of role.requests(assignment)) {
      if (printsWords(printed, label, request)) continue
      const [near] = linesWith(printed, label)
      return notPassed(
        `A line "${label}: ${request}".`,
        near === undefined ? saidLast(printed) : `"${shownText(encodeText(near.trim()))}"`,
        {
          because: near?.includes('built-in method')
            ? 'A method was printed, not what it gives: it was named, and not called.'
            : undefined
        }
      )
    }
    return passed('Each text stands in the terminal.')
  }
})

const printsAddress: ServerCheck = {
  id: 'prints-address',
  title: 'The program prints the client’s address and port',
  needs: ['answers'],
  points: 1,
  core: true,
  rationale: 'The port is another one in each run of the client: that is what the exercise wants to show.',
  hints: [
    'Which value holds the sender of the datagram?',
    'Address and port are both in what recvfrom() gives.'
  ],
  judge: async (scene) => {
    const { program, steps } = await scene('requests')
    const isThere = (port: number): boolean =>
      printsWords(program.printed, '127.0.0.1') && printsWords(program.printed, String(port))
    const missing = steps.find(({ port }) => !isThere(port))
    if (!missing) return passed('Address and port of each client stand in the terminal.')
    const expected = `A line with 127.0.0.1 and ${missing.port}, the port of client ${missing.client}.`
    const hasAddress = linesWith(program.printed, '127.0.0.1').length > 0
    return notPassed(
      expected,
      hasAddress ? 'The address is there, but not the port.' : saidLast(program.printed)
    )
  }
}

/** Linux grants twice what is asked for (socket(7), SO_RCVBUF), and no more than twice rmem_max. */
const receiveBuffer = (mostBytes: number | null): ServerCheck => ({
  id: 'receive-buffer',
  title: 'The program asks for a larger receive buffer',
  needs: ['binds'],
  points: 2,
  core: true,
  rationale: 'Part 4 cures the loss: SO_RCVBUF makes room for datagrams that wait.',
  hints: [
    'Which option of which level makes the queue of received datagrams larger?',
    'Options are set with setsockopt(), before bind(). One letter tells the buffer for sending from that for receiving.'
  ],
  judge: async (scene, { receiveBufferBytes }) => {
    const { sockets } = (await scene('requests')).program
    const socket = sockets?.find(({ protocol }) => protocol === 'udp')
    const granted = socket?.receiveBufferBytes ?? null
    const wanted = 2 * Math.min(receiveBufferBytes, mostBytes ?? Infinity)
    const expected = `SO_RCVBUF of ${receiveBufferBytes} bytes: the kernel grants ${figure(wanted)}.`
    if (granted === wanted) return passed(`The kernel granted ${figure(granted)} bytes.`)
    if (granted === null) return notTold('This system does not tell what its socket was granted.')
    return notPassed(expected, `The kernel granted ${figure(granted)} bytes.`, {
      because:
        socket?.sendBufferBytes === wanted
          ? 'SO_SNDBUF was made larger: that is the buffer for sending.'
          : undefined
    })
  }
})

export const printChecks = (role: ServerRole, receiveBufferMost: number | null): readonly ServerCheck[] => [
  banner(role),
  ...(role.label === null ? [] : [printsMessage(role, role.label)]),
  ...(role.printsAddress ? [printsAddress] : []),
  ...(role.setsReceiveBuffer ? [receiveBuffer(receiveBufferMost)] : [])
]
