/** The run that would test an explanation: what is changed, and what the model says of it. */
import type { Ledger } from '../ledger'
import type { LossParameters } from '../run'
import type { Prediction } from '../prediction'
import { decimal, figure } from '#shared/text'

export const lossQueues = ['none', 'server', 'client', 'both'] as const
export type LossQueue = (typeof lossQueues)[number]

export function lossQueueOf({ lostRequests, lostReplies }: Ledger): LossQueue {
  if (lostRequests > 0) return lostReplies > 0 ? 'both' : 'server'
  return lostReplies > 0 ? 'client' : 'none'
}

export interface Experiment {
  /** Where the run that it tests lost datagrams. */
  lost: LossQueue
  from: LossParameters
  to: LossParameters
  prediction: Prediction
}

const buffer = (bytes: number | null, whose: string): string =>
  bytes === null ? `the system's default buffer on the ${whose}` : `SO_RCVBUF ${bytes} on the ${whose}`

/** Each parameter as "Run again with …" names it. */
const changes: { [K in keyof LossParameters]: (value: LossParameters[K]) => string } = {
  count: (value) => `${figure(value)} numbers`,
  serverBuffer: (value) => buffer(value, 'server'),
  clientBuffer: (value) => buffer(value, 'client'),
  serviceUs: (value) => `a service time of ${decimal(value)} µs`,
  clientReads: (value) =>
    value === 'while' ? 'the client reading while it sends' : 'the client reading only after sending',
  rate: (value) =>
    value === 0 ? 'a client that sends as fast as possible' : `a rate of ${decimal(value)} a second`,
  payloadBytes: (value) =>
    value === null ? 'numbers without padding' : `payloads of ${figure(value)} bytes`,
  queue: (value) => (value === 'kernel' ? "the kernel's own queue" : 'an emulated queue')
}

function changesOf({ from, to }: Experiment): string[] {
  const names = Object.keys(changes) as (keyof LossParameters)[]
  const word = <K extends keyof LossParameters>(name: K): string => changes[name](to[name])
  return names.filter((name) => from[name] !== to[name]).map(word)
}

function listed(words: string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}

const tests: Record<LossQueue, string> = {
  server: "If the server's receive buffer was what lost them, this ends it.",
  client: "If the client's own receive buffer was what lost them, this ends it.",
  both: 'If the two receive buffers were what lost them, this ends it.',
  none: 'If the queues are what loses datagrams, loss begins there.'
}

/** "Run again with SO_RCVBUF 200000 on the server: the model says that none will be lost. If …" */
export function describeExperiment(experiment: Experiment): string {
  const { firstLost } = experiment.prediction
  const says = firstLost === null ? 'none will be lost' : `number ${figure(firstLost)} will be lost first`
  return `Run again with ${listed(changesOf(experiment))}: the model says that ${says}. ${tests[experiment.lost]}`
}
