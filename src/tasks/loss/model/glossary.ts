/** Terms of the ledger: what each of its figures counts. */
import type { Glossary } from '#shared/lessons/glossary'

export const lossTerms: Glossary = [
  {
    term: 'unsent',
    says: 'A datagram counts as unsent when send() refused it with an error, for example because its send buffer stayed full. That datagram never left the program.',
    source: 'sendto(2)'
  },
  {
    term: 'served',
    says: 'A number counts as served when the server’s recvfrom() returned it. What waits in the receive buffer is not served yet.',
    source: 'recvfrom(2)'
  },
  {
    term: 'replied',
    says: 'A number counts as replied when the server’s sendto() accepted the answer. The client may still lose it.',
    source: 'sendto(2)'
  },
  {
    term: 'returned',
    says: 'A number counts as returned when its answer was read by the client. Both the request and the reply then arrived.',
    source: 'recvfrom(2)'
  },
  {
    term: 'lost request',
    says: 'A request is lost when it was sent and the server never read it. On loopback the server’s receive buffer was mostly full; a firewall, or too little memory for all sockets together, can also drop it.',
    source: 'RFC 7680, udp(7)'
  },
  {
    term: 'lost reply',
    says: 'A reply is lost when the server sent it and the client never read it. On loopback the client’s own receive buffer was mostly full; a firewall, or too little memory for all sockets together, can also drop it.',
    source: 'RFC 7680, udp(7)'
  },
  {
    term: 'loss ratio',
    says: 'The loss ratio is the share of the datagrams sent whose answer did not come back. The app gives the ratio in percent.',
    source: 'RFC 6673'
  },
  {
    term: 'first lost',
    says: 'This is the smallest number that was sent and did not come back: all smaller numbers came back. When both receive buffers lose, it need not be the first that was dropped.',
    source: 'socket(7)'
  },
  {
    term: 'duplicated',
    says: 'A datagram is duplicated when it arrives once more. UDP does not forbid that: the receiver must cope.',
    source: 'RFC 5560'
  },
  {
    term: 'reordered',
    says: 'A datagram is reordered when one with a higher number came back before it. UDP keeps no order.',
    source: 'RFC 4737'
  }
]
