/** Load balancing: one address in front of a pool of servers. */
import { figure } from '#shared/text'
import { defineTask } from '../task'
import { balancingLesson } from './lesson'
import { balancingBookmark } from './model/bookmark'
import { balancingCalls } from './model/calls'
import { balancingFigures, balancingWords } from './model/figures'
import { balancingTerms } from './model/glossary'
import { type BalanceOutcome, balanceOutcomeSchema, outcomeKind } from './model/outcome'
import { pickedBy } from './model/outcome-words'
import { balancingSchema } from './model/parameters'
import { balancingPrograms } from './model/programs'
import { balancingReport } from './model/report'

export const balancing = defineTask({
  id: 'balancing',
  name: 'Load balancing',
  title: 'From one server to a pool behind one address',
  summary: 'Clients know one address. A balancer picks a server of its pool for each, and watches them.',
  invitation: 'How would you serve millions of requests? A balancer picks one server of many.',
  calls: balancingCalls,
  programs: {
    'pool-server': { ...balancingPrograms['pool-server'], source: 'task4/part2_server' },
    balancer: { ...balancingPrograms.balancer, source: null },
    crowd: { ...balancingPrograms.crowd, source: null }
  },
  logs: {
    balancer: { title: 'Balancer', role: 'server', source: null },
    servers: { title: 'Servers', lane: 'Server', role: 'server', source: 'task4/part2_server' },
    clients: { title: 'Clients', role: 'client', source: null }
  },
  withoutSlowMotion: true,
  lesson: balancingLesson,
  glossary: balancingTerms,
  outcome: {
    kind: outcomeKind,
    schema: balanceOutcomeSchema,
    parameters: balancingSchema,
    figures: (outcome) => balancingFigures(outcome as BalanceOutcome),
    words: balancingWords,
    line: (outcome) => {
      const { parameters, servers, ledger } = outcome as BalanceOutcome
      return `${servers.length} servers, ${pickedBy(parameters)}: ${figure(ledger.returned)} of ${figure(ledger.sent)} came back`
    },
    inWords: (outcome) => {
      const { ledger, servers, sessionsMoved } = outcome as BalanceOutcome
      return `sent ${ledger.sent}, returned ${ledger.returned}, received ${servers.map(({ received }) => received).join('/')}, moved ${sessionsMoved}`
    }
  },
  reportedSources: () => ['task4/part2_server'],
  report: balancingReport,
  bookmark: balancingBookmark
})
