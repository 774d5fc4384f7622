/** How many datagrams of a run wait in each queue, and how many are lost, counted from its events at their own times. */
import type { NumberTimes } from './number-times'
import { type Step, StepLine } from './step-line'

const lineNames = ['server', 'client', 'lost', 'sent', 'served', 'returned'] as const
type LineName = (typeof lineNames)[number]

/** `server` and `client`: what waits in their queues; the others: how many by then. */
export type OverTime = Record<LineName, readonly Step[]>

interface Options {
  /** The run is over: what did not come back is lost, not on its way. */
  over: boolean
  /** At most about so many steps a line; each of them is exact, and so is the highest of those between two. */
  stepsMaximum: number
}

/** Times of one kind of event, in the order of the numbers: loopback keeps it, and what a clock mixed up is put right. */
class Stream {
  number = 0
  at = Infinity
  #soonest = 0
  readonly #timeOf: (number: number) => number

  constructor(
    readonly count: number,
    timeOf: (number: number) => number
  ) {
    this.#timeOf = timeOf
    this.next()
  }

  next(): void {
    let at = 0
    while (at === 0 && this.number < this.count) at = this.#timeOf(++this.number)
    this.#soonest = Math.max(this.#soonest, at)
    this.at = at === 0 ? Infinity : this.#soonest
  }
}

/** @returns steps in ms after the first send; none before it */
export function overTimeOf(times: NumberTimes, { over, stepsMaximum }: Options): OverTime {
  const { count, highest, tickMs } = times
  // A send's stamp may come after the server read the datagram: no service is shown before its send.
  const sentAt = (number: number): number =>
    times.served[number] === 0 || times.sent[number] === 0
      ? times.sent[number]! || times.served[number]!
      : Math.min(times.sent[number]!, times.served[number]!)
  const sent = new Stream(count, sentAt)
  const served = new Stream(count, (number) => times.served[number]!)
  const returned = new Stream(count, (number) =>
    times.returned[number] === 0 ? 0 : Math.max(times.returned[number]!, times.served[number]!)
  )
  const first = Number.isFinite(sent.at) ? sent.at : 0
  const last = Math.max(first, ...[times.sent, times.served, times.returned].map(latest))
  const spanMs = (last - first) * tickMs
  const lines = perLine(() => new StepLine(spanMs, 3 * count, stepsMaximum))
  // Counted in plain numbers: a run of a million numbers passes here several million times, while it goes on.
  const now = { server: 0, client: 0, lost: 0, sent: 0, served: 0, returned: 0 }
  for (;;) {
    const at = Math.min(sent.at, served.at, returned.at)
    if (at === Infinity) break
    const afterMs = (at - first) * tickMs
    if (sent.at === at) {
      const { number } = sent
      lines.sent.add(afterMs, ++now.sent)
      if (times.served[number] !== 0 || (!over && number >= highest.server)) {
        lines.server.add(afterMs, ++now.server)
      } else lines.lost.add(afterMs, ++now.lost)
      sent.next()
    } else if (served.at === at) {
      const { number } = served
      lines.served.add(afterMs, ++now.served)
      lines.server.add(afterMs, --now.server)
      if (times.returned[number] !== 0 || (!over && number >= highest.client)) {
        lines.client.add(afterMs, ++now.client)
      } else lines.lost.add(afterMs, ++now.lost)
      served.next()
    } else {
      lines.returned.add(afterMs, ++now.returned)
      lines.client.add(afterMs, --now.client)
      returned.next()
    }
  }
  return perLine((name) => lines[name].end(spanMs))
}

const perLine = <T>(make: (name: LineName) => T): Record<LineName, T> =>
  Object.fromEntries(lineNames.map((name) => [name, make(name)])) as Record<LineName, T>

function latest(column: Uint32Array): number {
  let most = 0
  for (const value of column) if (value > most) most = value
  return most
}
