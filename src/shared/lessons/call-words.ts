/** Each call in two sentences, with the manual page that has the rest. */
import type { SocketCall } from './code-lines'

export interface CallWords {
  /** Manual page: its name and section. */
  manual: string
  text: string
}

export const callWords: Record<SocketCall, CallWords> = {
  socket: {
    manual: 'socket(2)',
    text: 'Makes a socket for IPv4 (AF_INET) and for datagrams (SOCK_DGRAM), which is UDP. The new socket has no address yet and sends nothing.'
  },
  setsockopt: {
    manual: 'setsockopt(2)',
    text: 'Asks the kernel for another size of this socket’s receive buffer (SO_RCVBUF, in socket(7)). Linux first cuts what was asked for to net.core.rmem_max, and then doubles it, because the kernel counts its own book-keeping too.'
  },
  bind: {
    manual: 'bind(2)',
    text: 'Gives the socket its address and port; from now on the kernel puts what is sent there into this socket’s receive buffer. The call fails with EADDRINUSE when another socket has the same port on the same address, or on all addresses (0.0.0.0).'
  },
  connect: {
    manual: 'connect(2)',
    text: 'Fixes the one peer of this socket in the kernel; with UDP there is no handshake and nothing is sent on the wire. What others send from now on is not delivered (what waits already still is), and on Linux “port unreachable” comes back as ECONNREFUSED.'
  },
  sendto: {
    manual: 'sendto(2)',
    text: 'Hands one datagram and the address it is for to the kernel; a socket without a port gets a free, ephemeral one now. That it returns does not mean that the datagram arrived.'
  },
  send: {
    manual: 'send(2)',
    text: 'Hands one datagram for the peer that connect() fixed to the kernel, so that no address is needed. If an ICMP error is waiting, Linux reports that error and sends nothing.'
  },
  recvfrom: {
    manual: 'recvfrom(2)',
    text: 'Waits until a datagram is in the receive buffer, then takes exactly one and tells who sent it. What is longer than the receive size is cut, and the rest of it is gone; on Windows the call then also fails, with WSAEMSGSIZE.'
  },
  recv: {
    manual: 'recv(2)',
    text: 'Takes one datagram from the receive buffer, or waits for one; on a connected socket it comes from the peer, unless it came before connect(). On Linux it fails with ECONNREFUSED when the peer’s machine said that nobody is bound there.'
  },
  print: {
    manual: 'stdout(3)',
    text: 'Writes a line to the terminal; nothing is sent on the wire. While the program prints, further datagrams wait in the receive buffer.'
  },
  close: {
    manual: 'close(2)',
    text: 'Ends the socket: its port is free at once, and what still waits in its receive buffer is lost. The other side is not told, because UDP has no connection to end.'
  }
}
