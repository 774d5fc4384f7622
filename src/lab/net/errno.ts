/** Error names of the system, as faults that say what happened, to which endpoint, and what to do. */
import { type Fault, type FaultCode } from '#shared/fault'
import { type EndpointAddress, formatEndpoint } from '#shared/events/address'
import { payloadMaximumBytes } from '#shared/events/payload'
import { type Failing, permissionAdvice, permissionMessage } from './permission'

interface Explanation {
  code: FaultCode
  message: (failing: Failing) => string
  advice?: string | ((failing: Failing) => string)
}

const permission: Explanation = {
  code: 'socket/permission-denied',
  message: permissionMessage,
  advice: permissionAdvice
}

const noWay: Explanation = {
  code: 'socket/unreachable',
  message: ({ where }) => `This machine knows no way to ${where}.`,
  advice: networkAdvice
}

const explanations: Record<string, Explanation> = {
  EADDRINUSE: {
    code: 'socket/address-in-use',
    message: ({ where }) => `The port of ${where} is in use: another socket is bound to it.`,
    advice: 'Stop the program that holds it, or use another port.'
  },
  EACCES: permission,
  EPERM: permission,
  EADDRNOTAVAIL: {
    code: 'socket/address-not-available',
    message: ({ where }) => `${where} is not an address of this machine, so no socket here can have it.`,
    advice: 'Use 127.0.0.1, or an address that this machine has.'
  },
  ENOTFOUND: {
    code: 'socket/address-not-resolvable',
    message: ({ where }) => `The name in ${where} has no address.`,
    advice: 'Write the address as numbers, such as 127.0.0.1.'
  },
  EAFNOSUPPORT: {
    code: 'socket/address-family',
    message: ({ where }) => `${where} is of another address family than the socket, or this system lacks it.`,
    advice: 'Use addresses of one family: IPv4 such as 127.0.0.1, or IPv6 such as ::1.'
  },
  EMSGSIZE: {
    code: 'socket/message-too-long',
    message: ({ where }) => `The datagram to ${where} is too long to send.`,
    advice: `An IPv4 datagram carries at most ${payloadMaximumBytes} bytes: send less, or several datagrams.`
  },
  ECONNREFUSED: {
    code: 'socket/connection-refused',
    message: ({ where }) => `${where} refused: an ICMP "port unreachable" came back, nobody is bound there.`,
    advice: 'Start the server, or correct the port.'
  },
  ENETUNREACH: noWay,
  EHOSTUNREACH: { ...noWay, message: ({ where }) => `${where} cannot be reached.` },
  ENETDOWN: { ...noWay, message: ({ where }) => `The network interface on the way to ${where} is down.` },
  // send(2): the output queue of a network interface was full; it is not this socket's own.
  ENOBUFS: {
    code: 'socket/no-buffer-space',
    message: ({ where }) => `The system has no buffer left for a datagram to ${where}.`,
    advice: 'Send more slowly.'
  },
  // A send with SO_SNDTIMEO fails so when its time is up: socket(7).
  EAGAIN: {
    code: 'socket/no-buffer-space',
    message: ({ call, where }) =>
      call === 'send'
        ? `This socket's send buffer stayed full, so the datagram to ${where} was not sent.`
        : `${call}() on ${where} could not be done at once, and the system says to try again.`,
    advice: ({ call }) => (call === 'send' ? 'Send more slowly.' : 'Try again.')
  },
  EMFILE: {
    code: 'socket/too-many-files',
    message: () => 'This program has as many files and sockets open as the system allows.',
    advice: 'Close some servers or clients and try again.'
  },
  ENFILE: {
    code: 'socket/too-many-files',
    message: () => 'All programs together have as many files and sockets open as the system allows.',
    advice: 'Close some programs and try again.'
  },
  // POSIX allows it for an address given on a connected socket (sendto(3p)); Linux sends there instead (udp(7)).
  EISCONN: {
    code: 'socket/already-connected',
    message: ({ where }) =>
      `The socket is connected, and this system does not let it send to ${where} as well.`,
    advice: 'Disconnect it first, or use send().'
  },
  // node:dgram's own word: the system was not asked.
  ERR_SOCKET_DGRAM_IS_CONNECTED: {
    code: 'socket/already-connected',
    message: ({ where }) => `The socket is connected, and node:dgram does not send to ${where} as well.`,
    advice: 'Disconnect it first, or use send() without an address.'
  },
  EDESTADDRREQ: {
    code: 'socket/not-connected',
    message: () => 'The socket has no peer, so send() does not know where to send.',
    advice: 'Connect it first, or use sendto() with an address.'
  },
  EINVAL: {
    code: 'socket/bad-port',
    message: ({ where }) => `${where} has no port that a socket can use.`,
    advice: 'A port is a whole number from 1 to 65535; for bind, 0 asks for a free one.'
  },
  EBADF: {
    code: 'socket/closed',
    message: () => 'The socket is closed.',
    advice: 'Open it again.'
  }
}

const aliases: Record<string, string> = {
  EWOULDBLOCK: 'EAGAIN',
  ENOTCONN: 'EDESTADDRREQ',
  EAI_AGAIN: 'ENOTFOUND',
  ERR_SOCKET_DGRAM_NOT_RUNNING: 'EBADF',
  ERR_SOCKET_BAD_PORT: 'EINVAL',
  ERR_SOCKET_DGRAM_NOT_CONNECTED: 'EDESTADDRREQ'
}

function networkAdvice({ endpoint, platform }: Failing): string {
  if (!endpoint?.address.startsWith('127.')) {
    return 'Use an address on 127.0.0.1 or on a network that this machine is in.'
  }
  // 127.0.0.0/8 is the loopback interface's alone (RFC 1122, 3.2.1.3): without a way there, it is most likely down.
  const how = platform === 'linux' ? ' As administrator: ip link set lo up.' : ''
  return `This machine's loopback interface is probably down: switch it on.${how}`
}

/**
 * The fault for an error name such as EADDRINUSE.
 * @param call the system call that failed: bind, connect, send, recv
 * @param endpoint the address it was about, where there is one
 */
export function faultOfErrno(
  errno: string,
  call: string,
  endpoint: EndpointAddress | null,
  platform: NodeJS.Platform = process.platform
): Fault {
  const where = endpoint ? formatEndpoint(endpoint) : 'the socket'
  const explanation = explanations[aliases[errno] ?? errno]
  if (!explanation) {
    return {
      code: 'socket/failed',
      message: `${call}() failed on ${where}: ${errno}.`,
      advice: 'The system gives no further reason; errno(3) says what the name means.',
      errno
    }
  }
  const failing: Failing = { call, endpoint, where, platform }
  const { code, message, advice } = explanation
  const fault: Fault = { code, message: message(failing), errno }
  if (advice) fault.advice = typeof advice === 'string' ? advice : advice(failing)
  return fault
}

/** The error's own code, for whatever was thrown. */
export function errnoOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'EUNKNOWN'
}
