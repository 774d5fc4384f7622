/** What a run with the emulated queue should lose: the queue played through, number by number, at the planned times. */
import { emulatedCapacity } from '../../shared/tasks/emulated-queue'
import type { Prediction, Task4Parameters } from '../../shared/tasks/task4'
import { queueCapacity } from './prediction'

/** Payload bytes of number n: its digits, or what they are padded to. */
const bytesOf = (number: number, payloadBytes: number | null): number =>
  Math.max(String(number).length, payloadBytes ?? 0)

/** How many of the numbers 1, 2, … fit while nobody reads. */
function capacityOf({ count, payloadBytes }: Task4Parameters, capacityBytes: number): number {
  let bytes = 0
  for (let number = 1; number <= count; number++) {
    bytes += bytesOf(number, payloadBytes)
    if (bytes > capacityBytes) return number - 1
  }
  return count
}

/** The first number that finds no room; number i is due at (i - 1) / rate, and one is taken out every service time. */
function firstDropped(
  { count, rate, serviceUs, payloadBytes }: Task4Parameters,
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

/** As `predict`, for a run whose server has the emulated queue. Unpaced, the rates are not known beforehand. */
export function predictEmulated(parameters: Task4Parameters, clientGrantedBytes: number | null): Prediction {
  const capacityBytes = emulatedCapacity(parameters)!
  const atServer = parameters.rate > 0 ? firstDropped(parameters, capacityBytes) : null
  const idle = clientGrantedBytes === null ? null : queueCapacity(clientGrantedBytes)
  const atClient =
    idle !== null && parameters.clientReads === 'after' && parameters.count > idle ? idle + 1 : null
  const lost = [atServer, atClient].filter((number): number is number => number !== null)
  return {
    firstLost: lost.length === 0 ? null : Math.min(...lost),
    capacity: capacityOf(parameters, capacityBytes)
  }
}
