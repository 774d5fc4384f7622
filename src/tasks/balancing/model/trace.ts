/**
 * When which client sent: a recorded trace of arrivals, that can be replayed before another balancer. As a file: a line
 * `atUs,client`, then one such line a datagram, microseconds after the first and the client's number from 1.
 */
import { failure, type Result, success } from '#shared/fault'
import { figure } from '#shared/text'
import { balancingLimits } from './parameters'

export interface Arrivals {
  /** Microseconds after the first datagram, ascending. */
  atUs: Float64Array
  /** Row for row the client, from 0. */
  client: Uint16Array
}

export interface Trace extends Arrivals {
  /** What it is called: its file, or the run that it was recorded of. */
  name: string
}

const header = 'atUs,client'
/** A day: what is later than that is no run. */
const latestUs = 86_400e6

/** What a run with these arrivals has: clients, and the numbers that each has room for. */
export function sizeOf({ client }: Arrivals): { clients: number; messages: number } {
  const sent = new Map<number, number>()
  for (const one of client) sent.set(one, (sent.get(one) ?? 0) + 1)
  const clients = client.reduce((most, one) => Math.max(most, one + 1), 0)
  return { clients, messages: Math.max(0, ...sent.values()) }
}

/**
 * @param sentMs row n: when number n was sent; 0: it was not
 * @param messages client c (from 0) has the numbers from c * messages + 1
 */
export function recordedArrivals(sentMs: Float64Array, messages: number): Arrivals {
  const numbers = [...sentMs.keys()].filter((number) => (sentMs[number] ?? 0) > 0)
  numbers.sort((one, other) => (sentMs[one] ?? 0) - (sentMs[other] ?? 0))
  const firstMs = sentMs[numbers[0] ?? 0] ?? 0
  return {
    atUs: Float64Array.from(numbers, (number) => Math.round(((sentMs[number] ?? 0) - firstMs) * 1000)),
    client: Uint16Array.from(numbers, (number) => Math.floor((number - 1) / messages))
  }
}

export const traceText = ({ atUs, client }: Arrivals): string =>
  [header, ...Array.from(atUs, (us, row) => `${us},${(client[row] ?? 0) + 1}`), ''].join('\n')

/** The trace in a file's text, or which line of it is off. */
export function readTrace(name: string, text: string): Result<Trace> {
  const lines = text.split(/\r?\n/)
  const off = (line: number, what: string): { ok: false; fault: ReturnType<typeof failure>['fault'] } =>
    failure('input/invalid', `${name}, line ${line}: ${what}`, {
      advice: `A trace has the line "${header}", then one line a datagram: microseconds and the client's number from 1.`
    })
  if (lines[0]?.trim() !== header) return off(1, `it is not "${header}".`)
  const rows: { atUs: number; client: number }[] = []
  for (const [index, line] of lines.entries()) {
    if (index === 0 || line.trim() === '') continue
    if (rows.length === balancingLimits.datagrams)
      return off(index + 1, `more than ${figure(balancingLimits.datagrams)} datagrams.`)
    const [, us, client] = /^(\d{1,12}(?:\.\d+)?),(\d{1,6})$/.exec(line.trim()) ?? []
    const row = { atUs: Number(us), client: Number(client) }
    if (us === undefined || row.atUs > latestUs)
      return off(index + 1, 'no time in microseconds, or one after a day.')
    if (row.client < 1 || row.client > balancingLimits.clients.maximum)
      return off(index + 1, `the client is not from 1 to ${figure(balancingLimits.clients.maximum)}.`)
    rows.push(row)
  }
  if (rows.length === 0) return off(1, 'no datagram follows.')
  rows.sort((one, other) => one.atUs - other.atUs)
  const firstUs = rows[0]?.atUs ?? 0
  return success({
    name,
    atUs: Float64Array.from(rows, ({ atUs }) => atUs - firstUs),
    client: Uint16Array.from(rows, ({ client }) => client - 1)
  })
}
