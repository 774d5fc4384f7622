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
  }
]
