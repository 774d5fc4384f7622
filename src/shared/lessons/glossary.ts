/** The field's terms in two plain sentences each, and where to read on. */

export interface GlossaryEntry {
  term: string
  /** Two sentences. */
  says: string
  /** RFC or man page. */
  source: string
}

export type Glossary = readonly GlossaryEntry[]

/** Terms that every task may use. */
export const commonTerms: Glossary = [
  {
    term: 'socket',
    says: 'A socket is a program’s door to the network, made by the call socket(). A UDP socket sends and receives whole datagrams.',
    source: 'udp(7)'
  },
  {
    term: 'datagram',
    says: 'A datagram is one message that travels as a whole: it arrives complete or not at all. UDP promises neither that it arrives nor in which order.',
    source: 'RFC 768'
  },
  {
    term: 'endpoint',
    says: 'An endpoint is an address and a port, such as 127.0.0.1:20001. Two endpoints name where a datagram comes from and where it goes.',
    source: 'ip(7)'
  },
  {
    term: 'IP address',
    says: 'An IP address names a network interface of a machine. The port then says which socket on that machine is meant.',
    source: 'RFC 791'
  },
  {
    term: 'port',
    says: 'A port is a number from 0 to 65535 that tells the sockets of one machine apart. The UDP header carries the sender’s and the receiver’s.',
    source: 'RFC 768'
  },
  {
    term: 'bind',
    says: 'bind() gives a socket its own address and port. A server binds a known port, so that clients know where to write.',
    source: 'bind(2)'
  },
  {
    term: 'peer',
    says: 'The peer is the other side that a connected socket talks to. An unconnected UDP socket has none: each datagram names its receiver.',
    source: 'connect(2)'
  },
  {
    term: 'ephemeral port',
    says: 'A socket that sends without having been bound gets a free port from the system, for as long as it is open. That is its ephemeral port.',
    source: 'ip(7)'
  },
  {
    term: 'receive buffer',
    says: 'Datagrams that have arrived wait in the socket’s receive buffer until the program reads them. When it is full, the kernel drops what comes next.',
    source: 'socket(7)'
  },
  {
    term: 'SO_RCVBUF',
    says: 'This socket option asks for the size of the receive buffer in bytes. Linux doubles the value, and caps it before that at rmem_max.',
    source: 'socket(7)'
  },
  {
    term: 'rmem_max',
    says: 'The file /proc/sys/net/core/rmem_max holds the most that SO_RCVBUF may ask for on Linux. Asking for more is not an error: the value is cut.',
    source: 'socket(7)'
  },
  {
    term: 'drop',
    says: 'The kernel drops a datagram that does not fit the receive buffer. Neither the sender nor the receiver is told; Linux counts it in /proc/net/udp.',
    source: 'proc_pid_net(5)'
  },
  {
    term: 'truesize',
    says: 'The kernel counts the memory that a waiting datagram uses, not only its payload. So one digit costs as much as a hundred bytes.',
    source: 'include/linux/skbuff.h'
  },
  {
    term: 'ICMP port unreachable',
    says: 'When a datagram reaches a port that nobody has bound, the receiving system should send this ICMP message back. By default Linux tells it only to a connected socket, as ECONNREFUSED.',
    source: 'RFC 1122, 4.1.3.1; udp(7)'
  },
  {
    term: 'connect() on UDP',
    says: 'connect() on a UDP socket fixes its peer in the kernel and sends nothing. What others send after that is not delivered; what already waits in the receive buffer still is.',
    source: 'connect(2)'
  },
  {
    term: 'sendto',
    says: 'sendto() sends one datagram to the address that it is given. If sendto() returns no error, the kernel took the datagram: the datagram may still be lost.',
    source: 'sendto(2)'
  },
  {
    term: 'recvfrom',
    says: 'recvfrom() waits for the next datagram and returns it with the sender’s address. What is longer than the size asked for is cut off, and on Windows the call then fails with WSAEMSGSIZE.',
    source: 'recvfrom(2)'
  },
  {
    term: 'sent',
    says: 'A datagram counts as sent when send() or sendto() accepted it. Whether it arrives is another question.',
    source: 'sendto(2)'
  },
  {
    term: 'payload',
    says: 'The payload is what a datagram carries behind its headers. Over IPv4 one has room for 65,507 bytes.',
    source: 'RFC 768'
  },
  {
    term: 'rate',
    says: 'The rate is how many datagrams the client sends in a second. At 0 the client sends as fast as possible.',
    source: 'sendto(2)'
  },
  {
    term: 'service time',
    says: 'The service time is how long the server is busy with each datagram before it reads the next. What comes meanwhile waits in its receive buffer.',
    source: 'recvfrom(2)'
  },
  {
    term: 'unconnected socket',
    says: 'An unconnected socket has no peer: it receives from anyone, and each sendto() names the receiver. A server’s socket is usually one.',
    source: 'udp(7)'
  },
  {
    term: 'kernel',
    says: 'The kernel is the part of the operating system that owns sockets and memory. Programs ask it by system calls, such as bind() and sendto().',
    source: 'syscalls(2)'
  },
  {
    term: 'ECONNREFUSED',
    says: 'On Linux this error tells a connected socket that a port unreachable message came back, perhaps for a datagram sent earlier. Windows has WSAECONNRESET instead and tells unconnected sockets too, but Node’s library passes over it.',
    source: 'udp(7)'
  },
  {
    term: 'load balancer',
    says: 'A load balancer stands before several servers and picks one for each client. Clients know only the balancer’s address.',
    source: 'RFC 7098'
  },
  {
    term: 'loopback',
    says: 'The addresses 127.0.0.0/8, and ::1 of IPv6, lead back to the same machine. Datagrams to them never reach a network card.',
    source: 'RFC 1122, RFC 4291'
  }
]

export const entryIn = (glossary: Glossary, term: string): GlossaryEntry | null =>
  glossary.find((entry) => entry.term === term) ?? null
