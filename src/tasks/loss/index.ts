/** Task 4: numbers, loss and the receive buffer. */
import { messageClient } from '#shared/events/common-programs'
import type { RunState } from '#shared/events/session'
import type { KeptRunSummary } from '#shared/kept/kept-run'
import type { SourceId } from '#shared/lessons/sources'
import { figure } from '#shared/text'
import { defineTask } from '../task'
import { lossLesson } from './lesson'
import { lossBookmark } from './model/bookmark'
import { lossCalls } from './model/calls'
import { lossFigures, lossWords } from './model/figures'
import { lossTerms } from './model/glossary'
import { outcomeIn, outcomeKind, runIn } from './model/kept-outcome'
import { seriesIn } from './model/kept-series'
import { type LossOutcome, lossOutcomeSchema } from './model/outcome'
import type { LossParameters } from './model/parameters'
import { lossSchema } from './model/parameters-schema'
import { echoServer, numbersClient, numberServer } from './model/programs'
import { lossReport } from './model/report'
import { seriesForms } from './model/series-forms'
import { pointsOf } from './model/series-plan'

/** Whether the run's server asks for a receive buffer of its own size: then it is the program of part 4. */
function asksForBuffer(state: RunState): boolean {
  const run = runIn(state)
  if (run.phase === 'idle') return false
  const { serverBuffer } = 'outcome' in run ? run.outcome.value.parameters : run.parameters
  return serverBuffer !== null
}

/** What the runs were to do, of a series all of its points; null: numbers were sent by hand. */
function parametersOf({ outcome }: Pick<KeptRunSummary, 'outcome'>): readonly LossParameters[] | null {
  const series = seriesIn(outcome)
  if (series) return pointsOf(series.plan)
  const run = outcomeIn(outcome)
  return run && [run.parameters]
}

/** The programs of those parts that the runs are of. */
function reportedSources(runs: readonly Pick<KeptRunSummary, 'outcome'>[]): SourceId[] {
  const kept = runs.map(parametersOf)
  const byHand = kept.includes(null)
  const counted = kept.some((parameters) => parameters !== null) || runs.length === 0
  const buffered = kept.some((all) => all?.some(({ serverBuffer }) => serverBuffer !== null))
  return [
    ...(byHand ? ['task4/part1_server', 'task4/part1_client'] : []),
    ...(counted ? ['task4/part2_server', 'task4/part2_client'] : []),
    ...(buffered ? ['task4/part4_server'] : [])
  ]
}

export const loss = defineTask({
  id: 'task4',
  name: 'Task 4',
  title: 'Numbers, loss and the receive buffer',
  summary:
    'Send 1 to n without waiting and see which numbers come back, which do not, and which queue lost them.',
  invitation: 'The client sends thousands of numbers. Which come back, and which buffer lost the others?',
  calls: lossCalls,
  programs: {
    'number-server': { ...numberServer, source: 'task4/part1_server' },
    'message-client': { ...messageClient, source: 'task4/part1_client' },
    'echo-server': {
      ...echoServer,
      source: (_log, run) => (asksForBuffer(run) ? 'task4/part4_server' : 'task4/part2_server')
    },
    'numbers-client': { ...numbersClient, source: 'task4/part2_client' }
  },
  logs: {
    server: { title: 'Server', role: 'server', source: 'task4/part2_server' },
    client: { title: 'Client', role: 'client', source: 'task4/part2_client' }
  },
  notHeld:
    'Only “Send number” is held. A run of 1 to n is not: 20,000 datagrams make 120,000 calls, and how fast they come is what it shows.',
  lesson: lossLesson,
  glossary: lossTerms,
  outcome: {
    kind: outcomeKind,
    schema: lossOutcomeSchema,
    parameters: lossSchema,
    figures: (outcome) => lossFigures(outcome as LossOutcome),
    words: lossWords,
    line: (outcome) => {
      const { returned, sent } = (outcome as LossOutcome).ledger
      return `${figure(returned)} of ${figure(sent)} came back`
    },
    inWords: (outcome) => {
      const { sent, served, replied, returned, firstLost } = (outcome as LossOutcome).ledger
      return `sent ${sent}, served ${served}, replied ${replied}, returned ${returned}, first lost ${firstLost ?? 'none'}`
    }
  },
  series: seriesForms,
  reportedSources,
  report: lossReport,
  bookmark: lossBookmark
})
