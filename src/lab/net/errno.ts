/** Error names of the system, as faults that say what happened, to which endpoint, and what to do. */
import { type Fault, type FaultCode } from '#shared/fault'
import { type EndpointAddress, formatEndpoint } from '#shared/events/address'
import { payloadMaximumBytes } from '#shared/events/payload'

interface Explanation {
  code: FaultCode
  message: (endpoint: string, call: string) => string
  advice?: string
}

const explanations: Record<string, Explanation> = {
  EADDRINUSE: {
    code: 'socket/address-in-use',
    message: (endpoint) => `The port of ${endpoint} is in use: another socket is bound to it.`,
    advice: 'Stop the program that holds it, or use another port.'
  },
  EACCES: {
    code: 'socket/permission-denied',
    message: (endpoint, call) =>
      call === 'bind'
        ? `The system does not let this user bind ${endpoint}.`
        : `The system does not let this socket ${call} to ${endpoint}.`,
    advice:
      'Ports below 1024 belong to the administrator, and broadcast needs SO_BROADCAST: use a port of 1024 or more.'
  },
  EADDRNOTAVAIL: {
    code: 'socket/address-not-available',
    message: (endpoint) => `${endpoint} is not an address of this machine, so no socket here can have it.`,
    advice: 'Use 127.0.0.1, or an address that this machine has.'
  },
  ENOTFOUND: {
    code: 'socket/address-not-resolvable',
    message: (endpoint) => `The name in ${endpoint} has no address.`,
    advice: 'Write the address as numbers, such as 127.0.0.1.'
  },
  EAFNOSUPPORT: {
    code: 'socket/address-family',
    message: (endpoint) => `${endpoint} is not an IPv4 address, and this is an IPv4 socket.`,
    advice: 'Write an IPv4 address such as 127.0.0.1.'
  },
  EMSGSIZE: {
    code: 'socket/message-too-long',
    message: (endpoint) => `The datagram to ${endpoint} is too long to send.`,
    advice: `An IPv4 datagram carries at most ${payloadMaximumBytes} bytes: send less, or several datagrams.`
  },
  ECONNREFUSED: {
    code: 'socket/connection-refused',
    message: (endpoint) =>
      `${endpoint} refused: an ICMP "port unreachable" came back, nobody is bound there.`,
    advice: 'Start the server, or correct the port.'
  },
  ENETUNREACH: {
    code: 'socket/unreachable',
    message: (endpoint) => `This machine knows no way to ${endpoint}.`,
    advice: 'Use an address on 127.0.0.1 or on a network that this machine is in.'
  },
  EHOSTUNREACH: {
    code: 'socket/unreachable',
    message: (endpoint) => `${endpoint} cannot be reached.`,
    advice: 'Use an address on 127.0.0.1 or on a network that this machine is in.'
  },
  ENOBUFS: {
    code: 'socket/no-buffer-space',
    message: (endpoint) => `The system has no buffer left for a datagram to ${endpoint}.`,
    advice: 'Send more slowly.'
  },
  EMFILE: {
    code: 'socket/too-many-files',
    message: () => 'This program has as many files and sockets open as the system allows.',
    advice: 'Close some servers or clients and try again.'
  },
  EISCONN: {
    code: 'socket/already-connected',
    message: (endpoint) => `The socket is connected: it sends to its peer alone, not to ${endpoint}.`,
    advice: 'Disconnect it first, or use send().'
  },
  EDESTADDRREQ: {
    code: 'socket/not-connected',
    message: () => 'The socket has no peer, so send() does not know where to send.',
    advice: 'Connect it first, or use sendto() with an address.'
  },
  EINVAL: {
    code: 'socket/bad-port',
    message: (endpoint) => `${endpoint} has no port that a socket can use.`,
    advice: 'A port is a whole number from 1 to 65535; for bind, 0 asks for a free one.'
  },
  EBADF: {
    code: 'socket/closed',
    message: () => 'The socket is closed.',
    advice: 'Open it again.'
  }
}

const aliases: Record<string, string> = {
  EAGAIN: 'ENOBUFS',
  EWOULDBLOCK: 'ENOBUFS',
  ENFILE: 'EMFILE',
  ENOTCONN: 'EDESTADDRREQ',
  EAI_AGAIN: 'ENOTFOUND',
  EPERM: 'EACCES',
  ERR_SOCKET_DGRAM_NOT_RUNNING: 'EBADF',
  ERR_SOCKET_BAD_PORT: 'EINVAL',
  ERR_SOCKET_DGRAM_IS_CONNECTED: 'EISCONN',
  ERR_SOCKET_DGRAM_NOT_CONNECTED: 'EDESTADDRREQ'
}

/**
 * The fault for an error name such as EADDRINUSE.
 * @param call the system call that failed: bind, connect, send, recv
 * @param endpoint the address it was about, where there is one
 */
export function faultOfErrno(errno: string, call: string, endpoint: EndpointAddress | null): Fault {
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
  const fault: Fault = { code: explanation.code, message: explanation.message(where, call), errno }
  if (explanation.advice) fault.advice = explanation.advice
  return fault
}

/** The error's own code, for whatever was thrown. */
export function errnoOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'EUNKNOWN'
}
