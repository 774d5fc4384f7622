/** Which runs of Task 4 a report needs, and what it says of them: only what each run measured. */
import type { KeptRunSummary } from '#shared/kept/kept-run'
import { sessionFinding } from '#shared/report/session-finding'
import type { MeasuredRun, PredictedFigure, TaskReport } from '#shared/report/task-report'
import { counted, decimal, figure } from '#shared/text'
import { explain } from './explain/explain'
import { outcomeIn } from './kept-outcome'
import { seriesIn } from './kept-series'
import type { LossOutcome } from './outcome'
import type { LossParameters } from './parameters'
import { foretells } from './prediction'
import { variedIn } from './series-plan'
import { seriesFinding, seriesSize } from './series-words'

/** A run is of many numbers when it has more than a default buffer holds. */
const manyNumbers = 1000

/** A server that listens, a datagram there and one back: sent and received, by client and server. */
const exchangeEvents = 4

/** A run that came to its end, and this is so of it. */
const ended =
  (check: (outcome: LossOutcome) => boolean) =>
  (run: KeptRunSummary): boolean => {
    const outcome = outcomeIn(run.outcome)
    return run.end === 'finished' && outcome !== null && check(outcome)
  }

const isMany = ({ ledger }: LossOutcome): boolean => ledger.sent >= manyNumbers

const lostRequests = ended(
  (outcome) => isMany(outcome) && outcome.ledger.lostRequests > 0 && outcome.parameters.serverBuffer === null
)
/** The server is the slower one, and the buffer that was asked for held what it had not read. */
const cured = ended(
  (outcome) =>
    isMany(outcome) &&
    outcome.parameters.serverBuffer !== null &&
    outcome.parameters.rate * outcome.parameters.serviceUs > 1e6 &&
    outcome.ledger.lostRequests === 0
)
const lostReplies = ended(({ ledger }) => ledger.lostReplies > ledger.lostRequests)
const fewCameBack = ended(
  ({ ledger, parameters }) =>
    parameters.count > 1 && parameters.count < manyNumbers && ledger.returned === parameters.count
)

function settingsOf({ outcome }: KeptRunSummary): string | null {
  const series = seriesIn(outcome)
  if (series)
    return `${seriesSize(series)}. All runs: ${settingsWords(series.plan.base, variedIn(series.plan))}`
  const loss = outcomeIn(outcome)
  return loss && settingsWords(loss.parameters)
}

/** @param varied names of those that its runs did not share */
function settingsWords(parameters: LossParameters, varied: readonly string[] = []): string {
  const { count, rate, serviceUs, clientReads, serverBuffer, clientBuffer, queue } = parameters
  const buffer = (bytes: number | null): string =>
    bytes === null ? 'default buffer' : `SO_RCVBUF ${figure(bytes)}`
  const unless = (name: keyof LossParameters, words: string): string[] =>
    varied.includes(name) || words === '' ? [] : [words]
  const emulated = queue === 'emulated' ? ' of an emulated queue' : ''
  const server = [
    ...unless('serverBuffer', `${buffer(serverBuffer)}${emulated}`),
    ...unless('serviceUs', serviceUs > 0 ? `${decimal(serviceUs)} µs for each` : '')
  ].join(', ')
  const reads = `reads ${clientReads === 'while' ? 'while it sends' : 'after it has sent all'}`
  return [
    ...unless('count', counted(count, 'number')),
    ...unless('rate', rate === 0 ? 'sent as fast as possible' : `${decimal(rate)} a second`),
    ...(server === '' ? [] : [`server: ${server}`]),
    `client: ${[...unless('clientBuffer', buffer(clientBuffer)), reads].join(', ')}`
  ].join('; ')
}

/** Where a loss was: the ledger's count beside the kernel's, or the emulated queue's own. */
function placeOf(lost: number, what: string, side: 'server' | 'client', outcome: LossOutcome): string {
  const subject = `${counted(lost, what)} ${lost === 1 ? 'was' : 'were'} lost`
  const emulated = side === 'server' ? outcome.emulatedDrops : null
  if (emulated !== null) return `${subject}; the emulated queue dropped ${figure(emulated)}`
  const drops = outcome.kernelDrops[side]
  return drops === null
    ? `${subject}; this system does not count drops by socket`
    : `${subject}; the kernel counted ${counted(drops, 'drop')} at the ${side}’s socket`
}

function finding({ summary, figures }: MeasuredRun): string | null {
  const series = seriesIn(summary.outcome)
  if (series) return seriesFinding(series)
  const outcome = outcomeIn(summary.outcome)
  if (outcome === null) return sessionFinding(figures)
  const { ledger, buffers } = outcome
  const { sent, returned, firstLost } = ledger
  const granted = buffers.server.grantedBytes
  const room = granted === null ? '' : ` The server’s receive buffer was ${figure(granted)} bytes.`
  const first = firstLost === null ? '' : ` The first lost number was ${figure(firstLost)}.`
  const losses = [
    ...(ledger.lostRequests > 0 ? [placeOf(ledger.lostRequests, 'request', 'server', outcome)] : []),
    ...(ledger.lostReplies > 0 ? [placeOf(ledger.lostReplies, 'answer', 'client', outcome)] : [])
  ]
  const lost = losses.map((words) => ` ${words}.`).join('')
  return `${figure(returned)} of ${counted(sent, 'number')} came back.${first}${lost}${isMany(outcome) ? room : ''}`
}

function predicted({ outcome, end }: KeptRunSummary): PredictedFigure | null {
  const loss = outcomeIn(outcome)
  if (loss === null || !isMany(loss) || end !== 'finished') return null
  const { guess, prediction, ledger } = loss
  const number = (value: number | null): string => (value ? figure(value) : 'none lost')
  return {
    what: 'First lost number',
    student: typeof guess === 'number' ? number(guess) : null,
    model: foretells(prediction) ? number(prediction.firstLost) : 'cannot tell',
    measured: number(ledger.firstLost)
  }
}

function evidence(run: MeasuredRun): string[] {
  const outcome = outcomeIn(run.summary.outcome)
  if (outcome === null || run.summary.end !== 'finished') return []
  return [finding(run) ?? '', ...explain(outcome).why].filter(Boolean)
}

export const lossReport: TaskReport = {
  wanted: [
    {
      questions: [],
      fits: ({ outcome, end, eventCount }) =>
        outcome === null && end === 'finished' && eventCount >= exchangeEvents
    },
    { questions: [], fits: fewCameBack },
    { questions: ['task4/first-lost', 'task4/why-lost'], fits: lostRequests },
    { questions: ['task4/why-helps'], fits: cured },
    { questions: ['task4/whose'], fits: lostReplies }
  ],
  settings: settingsOf,
  isEmulated: ({ outcome }) => {
    const parameters = outcomeIn(outcome)?.parameters ?? seriesIn(outcome)?.plan.base
    return parameters?.queue === 'emulated'
  },
  finding,
  evidence,
  predicted,
  leads: lostRequests
}
