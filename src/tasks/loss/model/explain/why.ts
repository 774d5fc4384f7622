/** Why it came so: which queue was full, and how it came to be. From the run's own figures. */
import { describeEmulation } from '../emulated-queue'
import { waitingAtEnd } from '../prediction'
import type { LossOutcome } from '../run'
import { allOf, counted, decimal, figure } from '#shared/text'

export function whyLines(outcome: LossOutcome): string[] {
  const { lostRequests, lostReplies, unsent } = outcome.ledger
  const lines: string[] = []
  if (unsent > 0) lines.push(unsentLine(unsent))
  const { queue } = outcome.parameters
  if (lostRequests > 0) lines.push(...(queue === 'emulated' ? emulatedLines(outcome) : serverLines(outcome)))
  if (lostReplies > 0)
    lines.push(clientLine(outcome), ...foreignLines(outcome.foreign.client, "the client's"))
  if (lostRequests === 0 && lostReplies === 0) lines.push(nothingLostLine(outcome))
  return lines
}

function unsentLine(unsent: number): string {
  const were = unsent === 1 ? 'was' : 'were'
  return `${counted(unsent, 'datagram')} ${were} refused by send() with an error. Such a datagram never left, and is not counted as lost.`
}

/** "The server's receive buffer of … bytes holds … requests, each charged … bytes". */
function holding(
  whose: string,
  what: string,
  grantedBytes: number | null,
  capacity: number | null,
  outcome: LossOutcome
): string {
  const { charge } = outcome.prediction
  if (grantedBytes === null) return `How much ${whose} receive buffer holds, this system does not tell`
  if (capacity === null) {
    return `${whose} receive buffer has ${figure(grantedBytes)} bytes; how many datagrams it holds could not be measured`
  }
  const each = charge ? `, each charged ${figure(charge.bytes)} bytes` : ' (counted: a probe was filled)'
  return `${whose} receive buffer of ${figure(grantedBytes)} bytes holds ${counted(capacity, what, what === 'reply' ? 'replies' : undefined)}${each}`
}

function serverLines(outcome: LossOutcome): string[] {
  const { parameters, buffers, prediction } = outcome
  const room = holding("The server's", 'request', buffers.server.grantedBytes, prediction.capacity, outcome)
  const end = 'What does not fit is dropped by the kernel, and nobody is told.'
  return [serverLoad(parameters), `${room}. ${end}`, ...foreignLines(outcome.foreign.server, "the server's")]
}

/** What others wrote stood in the same queue as the run's own. */
function foreignLines(foreign: number, whose: string): string[] {
  if (foreign === 0) return []
  return [
    `${counted(foreign, 'datagram')} of other programs came to the same socket and waited in ${whose} queue too: they took room from the run's own.`
  ]
}

/** The emulated queue charges the payload alone: K and the kernel's charge have no part in it. */
function emulatedLines(outcome: LossOutcome): string[] {
  return [serverLoad(outcome.parameters), ...describeEmulation(outcome)]
}

function serverLoad({ rate, serviceUs }: LossOutcome['parameters']): string {
  if (rate === 0) {
    return serviceUs > 0
      ? `The client sent as fast as possible, and each number kept the server busy for ${decimal(serviceUs)} µs (at most ${figure(1e6 / serviceUs)} a second): more came in than went out, and its queue grew.`
      : 'The client sent as fast as possible, and the server has to receive and answer each number: more came in than went out, and its queue grew.'
  }
  const ratio = (rate * serviceUs) / 1e6
  const every = `A number came every ${decimal(1e6 / rate)} µs (${decimal(rate)} a second)`
  if (ratio > 1) {
    const grown = rate - 1e6 / serviceUs
    return `${every}, and each kept the server busy for ${decimal(serviceUs)} µs: r = rate × service time = ${decimal(ratio)}. Above 1 the queue grows, here by ${decimal(grown)} datagrams a second.`
  }
  return `${every}, and the server needed ${decimal(serviceUs)} µs for each: on average it keeps up (r = ${decimal(ratio)}). But what comes in a group, or while the server waits for the processor, has to fit its queue.`
}

function clientLine(outcome: LossOutcome): string {
  const { parameters, buffers, prediction } = outcome
  const room = holding(
    "the client's own",
    'reply',
    buffers.client.grantedBytes,
    prediction.clientCapacity,
    outcome
  )
  if (parameters.clientReads === 'after') {
    return `The client reads only when all is sent. Until then the replies wait in its own queue: ${room}. The kernel drops each further one. The size of the server's buffer changes nothing here.`
  }
  return `The client reads while it sends, but between two of its reads more replies came than its queue had room for: ${room}.`
}

function nothingLostLine(outcome: LossOutcome): string {
  const { parameters, prediction, ledger } = outcome
  const { count, rate, serviceUs } = parameters
  if (ledger.sent === 0) return 'Nothing was sent, so nothing could be lost.'
  const { reason } = prediction
  if (reason === 'fits') {
    return `Nothing could be lost: the server's queue holds ${counted(prediction.capacity!, 'datagram')} and the client's ${figure(prediction.clientCapacity!)}, so ${allOf(count, 'fits', 'fit')} even if nobody reads.`
  }
  if (reason === 'keeps-up') {
    return `The server keeps up: a number comes every ${decimal(1e6 / rate)} µs, and it needs ${decimal(serviceUs)} µs for each. Its queue of ${counted(prediction.capacity!, 'datagram')} never fills.`
  }
  if (reason === 'ends-in-time') {
    const ratio = (rate * serviceUs) / 1e6
    return `The server is slower than the client (r = ${decimal(ratio)}), but the run was over before its queue was full: at the end about ${counted(Math.round(waitingAtEnd(count, ratio)), 'datagram')} waited, and it holds ${figure(prediction.capacity!)}.`
  }
  return 'Both queues were read fast enough this time. The next run may differ.'
}
