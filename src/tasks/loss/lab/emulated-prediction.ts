/** What a run with the emulated queue should lose: the queue played through, number by number, at the planned times. */
import { emulatedCapacity } from '#tasks/loss/model/emulated-queue'
import type { LossParameters } from '#tasks/loss/model/run'
import type { Prediction } from '#tasks/loss/model/prediction'
import type { WholeLoss } from '#lab/measure/load'
import type { ModelFacts } from './prediction'

/** Payload bytes of number n: its digits, or what they are padded to. */
const bytesOf = (number: number, payloadBytes: number | null): number =>
  Math.max(String(number).length, payloadBytes ?? 0)

/** How many of the numbers 1, 2, … fit while nobody reads. */
function capacityOf({ count, payloadBytes }: LossParameters, capacityBytes: number): number {
  let bytes = 0
  for (let number = 1; number <= count; number++) {
    bytes += bytesOf(number, payloadBytes)
    if (bytes > capacityBytes) return number - 1
  }
  return count
}

/** The first number that finds no room; number i is due at (i - 1) / rate, and one is taken out every service time. */
function firstDropped(
  { count, rate, serviceUs, payloadBytes }: LossParameters,
  capacityBytes: number
): number | null {
  let queuedBytes = 0
  let next = 1
  let freeUs = 0
  for (let number = 1; number <= count; number++) {
    const arrivedUs = ((number - 1) * 1e6) / rate
    while (next < number && freeUs <= arrivedUs) {
      queuedBytes -= bytesOf(next++, payloadBytes)
      freeUs += serviceUs
    }
    if (next === number) freeUs = Math.max(freeUs, arrivedUs)
    queuedBytes += bytesOf(number, payloadBytes)
    if (queuedBytes > capacityBytes) return number
  }
  return null
}

/** What a whole paced run loses: as `firstDropped`, with what was dropped taking no room. */
export function playEmulated(
  parameters: LossParameters,
  capacityBytes: number,
  clientCapacity: number
): WholeLoss {
  const { count, rate, serviceUs, payloadBytes, clientReads } = parameters
  /** The numbers that were taken, in their order; those before `next` are out again. */
  const taken: number[] = []
  let next = 0
  let queuedBytes = 0
  let freeUs = 0
  let arrivedUs = 0
  for (let number = 1; number <= count; number++) {
    arrivedUs = ((number - 1) * 1e6) / rate
    while (next < taken.length && freeUs <= arrivedUs) {
      queuedBytes -= bytesOf(taken[next++]!, payloadBytes)
      freeUs += serviceUs
    }
    if (next === taken.length) freeUs = Math.max(freeUs, arrivedUs)
    const bytes = bytesOf(number, payloadBytes)
    if (queuedBytes + bytes > capacityBytes) continue
    queuedBytes += bytes
    taken.push(number)
  }
  // The last one taken out is not answered before its service is over.
  const replied = Math.max(0, freeUs > arrivedUs ? next - 1 : next)
  const unread = clientReads === 'after' ? replied : 0
  return { requests: count - taken.length, replies: Math.max(0, unread - clientCapacity) }
}

/** As `predict`, for a run whose server has the emulated queue. Unpaced, the rates are not known beforehand. */
export function predictEmulated(parameters: LossParameters, { client, charge }: ModelFacts): Prediction {
  const capacityBytes = emulatedCapacity(parameters)!
  const clientCapacity = client?.holds ?? null
  const { rate, count, clientReads } = parameters
  const atServer = rate > 0 ? firstDropped(parameters, capacityBytes) : null
  const full = clientReads === 'after' && clientCapacity !== null && count > clientCapacity
  const atClient = full ? clientCapacity + 1 : null
  const firstLost = atServer === null || (atClient ?? Infinity) < atServer ? atClient : atServer
  return {
    firstLost,
    capacity: capacityOf(parameters, capacityBytes),
    clientCapacity,
    queue: firstLost === null ? null : firstLost === atServer ? 'server' : 'client',
    reason: rate > 0 ? 'emulated-queue' : 'unpaced',
    charge
  }
}
