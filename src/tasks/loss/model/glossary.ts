/** Terms of the ledger: what each of its figures counts. */
import type { Glossary } from '#shared/lessons/glossary'

export const lossTerms: Glossary = [
  {
    term: 'unsent',
    says: 'A datagram counts as unsent when send() refused it, for example because the system had no memory for it. It never left the program.',
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
    says: 'A number counts as returned when its answer was read by the client. It has then travelled there and back.',
    source: 'recvfrom(2)'
  },
  {
    term: 'lost request',
    says: 'A request is lost when it was sent and the server never read it. On loopback that means that the server’s receive buffer was full.',
    source: 'RFC 7680'
  },
  {
    term: 'lost reply',
    says: 'A reply is lost when the server sent it and the client never read it. On loopback that means that the client’s own receive buffer was full.',
    source: 'RFC 7680'
  },
  {
    term: 'loss ratio',
    says: 'The loss ratio is the share of the datagrams sent whose answer did not come back. It is given in percent.',
    source: 'RFC 7680'
  },
  {
    term: 'first lost',
    says: 'This is the smallest number that was sent and did not come back. Until then the receive buffers had room for all.',
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
