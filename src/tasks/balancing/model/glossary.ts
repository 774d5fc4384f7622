/** Terms that only this task needs explained. */
import type { Glossary } from '#shared/lessons/glossary'

export const balancingTerms: Glossary = [
  {
    term: 'round robin',
    says: 'Round robin takes the servers of a pool one after the other and then begins again. With weights, a server with weight 2 gets twice as many turns.',
    source: 'RFC 7098'
  },
  {
    term: 'consistent hashing',
    says: 'Consistent hashing maps each client to a server in such a way that few clients move when a server comes or goes. Maglev does this with a table that every server fills in an order of its own.',
    source: 'RFC 7098'
  },
  {
    term: 'session',
    says: 'A session is the balancer’s note of which server a client’s address and port have. UDP has no end of a connection, so a session ends when the client is idle too long.',
    source: 'RFC 7098'
  },
  {
    term: 'outstanding',
    says: 'A request is outstanding while the balancer has handed it to a server and no answer came back. Many outstanding requests show that a server is slow or gone.',
    source: 'RFC 7098'
  },
  {
    term: 'virtual address',
    says: 'A virtual address belongs to the service, not to one machine. Clients know only the virtual address; the balancer there picks a server behind it.',
    source: 'RFC 7098'
  },
  {
    term: 'health check',
    says: 'A health check finds out whether a server still answers. Here the balancer watches for refusals and silence, and then sends a probe until the server answers again.',
    source: 'RFC 7098'
  },
  {
    term: 'SO_REUSEPORT',
    says: 'With this socket option several sockets bind one address and port. Linux then picks one of them for each datagram by a hash of both addresses and ports.',
    source: 'socket(7)'
  }
]
