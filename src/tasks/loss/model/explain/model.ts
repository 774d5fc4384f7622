/** The model's own prediction in words, with how it was computed. */
import type { Forecast } from '../prediction'
import { chargeSentence, grantedBuffers } from './granted'
import { isCapped } from '../emulated-queue'
import { ruleSentences } from './full-rule'
import { decimal, figure } from '#shared/text'
import { silenceOf } from './verdicts'

export interface ModelWords {
  /** What it says, in one sentence. */
  claim: string
  /** The steps that lead there. */
  steps: string[]
}

export function describeForecast(forecast: Forecast): ModelWords {
  const { prediction } = forecast
  const silence = silenceOf(prediction)
  const claim =
    silence !== null
      ? `The model cannot tell: ${silence}.`
      : prediction.firstLost === null
        ? 'The model says that none will be lost.'
        : `The model says that number ${figure(prediction.firstLost)} will be lost first, at the ${prediction.queue}'s queue.`
  if (prediction.reason === 'emulated-queue') {
    const step = `The emulated queue holds ${figure(prediction.capacity ?? 0)} of these numbers unread; it was played through number by number, at the times that rate and service time set.`
    return { claim, steps: [step, ...capped(forecast)] }
  }
  if (prediction.capacity === null) return { claim, steps: [] }
  const holds = grantedBuffers(forecast).map(
    ({ whose, grantedBytes, holds: datagrams }) =>
      `The ${whose}'s ${figure(grantedBytes ?? 0)} bytes hold ${figure(datagrams ?? 0)} unread.`
  )
  const { charge, capacity } = prediction
  const full = ruleSentences(charge, forecast.buffers.server.grantedBytes, capacity)
  return { claim, steps: [chargeSentence(charge), ...full, ...holds, ...rule(forecast)] }
}

/** What the system granted too little for; said before the run. */
function capped({ parameters, buffers }: Forecast): string[] {
  const { grantedBytes } = buffers.server
  if (!isCapped(parameters, grantedBytes)) return []
  return [
    `The real socket in front of it was granted only ${figure(grantedBytes ?? 0)} bytes (net.core.rmem_max): what comes at once beyond that, the kernel drops before the emulated queue sees it, and the run will say so.`
  ]
}

function rule({ parameters, prediction }: Forecast): string[] {
  const { count, rate, serviceUs } = parameters
  const { reason } = prediction
  const ratio = (rate * serviceUs) / 1e6
  const capacity = prediction.capacity ?? 0
  if (reason === 'fits')
    return [`${count === 1 ? 'The one fits' : `All ${figure(count)} fit`}, even if nobody reads.`]
  if (reason === 'keeps-up') {
    return [`r = rate × service time = ${decimal(ratio)}: up to 1 the server's queue does not grow.`]
  }
  if (reason === 'client-reads-after') {
    return ["Replies wait in the client's queue until all is sent: the first that is lost is the next one."]
  }
  if (reason !== 'server-outrun' && reason !== 'ends-in-time') return []
  return [
    `r = rate × service time = ${decimal(ratio)}: of each datagram sent, (r − 1) / r stays in the server's queue, so it would be full at number K × r / (r − 1) = ${figure((capacity * ratio) / (ratio - 1))}.`,
    prediction.charge?.rule
      ? 'The kernel frees space only when a quarter of the buffer has been read, or when the queue is empty. The model plays that through, datagram by datagram, and takes the middle of many plays.'
      : 'How this system gives space back is not known: the model lets each datagram that is read make room for one, plays that through, datagram by datagram, and takes the middle of many plays.'
  ]
}
