/** The ladder in words and as a table. */
import { type EndpointAddress, shownEndpoint } from '../events/address'
import { type CsvCell, csvText } from '../csv'
import type { Datagram, DatagramOutcome } from '../events/datagrams'
import type { EndpointInfo } from '../events/endpoint'
import type { Ladder } from './ladder'
import type { LadderScale } from './ladder-scale'
import { payloadText } from '../events/payload'

export const outcomeWords: Record<DatagramOutcome, string> = {
  'in-flight': 'on its way',
  delivered: 'delivered',
  lost: 'lost: the socket there did not read it',
  'no-socket': 'lost: no socket there',
  filtered: 'filtered: the socket there is connected to another peer',
  refused: 'refused: ICMP port unreachable came back',
  unsent: 'not sent: send() refused it',
  outside: 'went to a socket that this task does not know'
}

const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`

/** `Ladder: 4 datagrams, 1 lost`. */
export function describeLadder(ladder: Ladder): string {
  const count = (...outcomes: DatagramOutcome[]): number =>
    ladder.arrows.filter(({ datagram }) => outcomes.includes(datagram.outcome)).length
  const parts = [
    plural(ladder.arrows.length, 'datagram'),
    ...(
      [
        [count('lost', 'no-socket'), 'lost'],
        [count('refused'), 'refused'],
        [count('filtered'), 'filtered'],
        [count('unsent'), 'not sent']
      ] as const
    ).flatMap(([number, word]) => (number > 0 ? [`${number} ${word}`] : []))
  ]
  return `Ladder: ${parts.join(', ')}`
}

function partyName(info: EndpointInfo | null, address: EndpointAddress | null): string {
  const at = address ? shownEndpoint(address) : 'an unknown address'
  return info ? `${info.name} (${at})` : at
}

export function datagramText(datagram: Datagram): string {
  const { payload, sizeBytes } = datagram
  if (!payload) return ''
  return payload.length < sizeBytes ? `${payloadText(payload)} …` : payloadText(payload)
}

/** What is known of a datagram beyond its fate: which line of a program sent it, or received it. */
export interface DatagramNote {
  /** Beside the arrow; null: nothing. */
  short: string | null
  words: string
}

/** What became of it. */
export function fateInWords({ outcome }: Datagram, note: DatagramNote | null = null): string {
  if (!note) return outcomeWords[outcome]
  // What no socket of ours received is said by who did.
  return outcome === 'outside' ? note.words : `${outcomeWords[outcome]}, ${note.words}`
}

/** One sentence a datagram, for those who cannot see the picture. */
export function datagramSentence(
  datagram: Datagram,
  startMs: number,
  note: DatagramNote | null = null
): string {
  const at = `${((datagram.sentMs - startMs) / 1000).toFixed(3)} s`
  const from = partyName(datagram.from, datagram.fromAddress)
  const to = partyName(datagram.to, datagram.toAddress)
  return `${at}: ${from} to ${to}, ${datagram.sizeBytes} bytes "${datagramText(datagram)}", ${fateInWords(datagram, note)}`
}

export function ladderCsv(ladder: Ladder, startMs: number): string {
  const relative = (timeMs: number | null): CsvCell =>
    timeMs === null ? null : Number((timeMs - startMs).toFixed(3))
  return csvText(
    ['sent [ms]', 'received [ms]', 'from', 'to', 'payload [bytes]', 'text', 'outcome'],
    ladder.arrows.map(({ datagram }) => [
      relative(datagram.sentMs),
      relative(datagram.arrivedMs),
      partyName(datagram.from, datagram.fromAddress),
      partyName(datagram.to, datagram.toAddress),
      datagram.sizeBytes,
      datagramText(datagram),
      datagram.outcome
    ])
  )
}

/** `85 µs`, `412 ms`, `1.02 s`: three digits. */
export function elapsedText(elapsedMs: number): string {
  if (elapsedMs < 0.9995) return `${threeDigits(elapsedMs * 1000)} µs`
  return elapsedMs < 999.5 ? `${threeDigits(elapsedMs)} ms` : `${threeDigits(elapsedMs / 1000)} s`
}

const threeDigits = (value: number): number =>
  Number(value.toFixed(value < 9.995 ? 2 : value < 99.95 ? 1 : 0))

/** What the distances mean, in lines: the bar's own time, and where it does not hold. */
export function scaleLines({ unitMs, foldAboveMs, steps }: LadderScale): string[] {
  const has = (kind: 'stretched' | 'folded'): boolean => steps.some((step) => step.kind === kind)
  const folded = has('folded') ? ` Gaps above ${elapsedText(foldAboveMs)} are folded.` : ''
  return [
    `The bar is ${elapsedText(unitMs)}.${folded}`,
    ...(has('stretched') ? ['Dotted: stretched, because rows need room.'] : [])
  ]
}

/** What the column of times has room for, with the point. */
const timeCharacters = 8

/** So many decimals of a second that rows show different times from a fifth of the unit on, where there is room. */
export function secondDecimals(unitMs: number, lastSeconds: number): number {
  const wanted = Math.ceil(-Math.log10(unitMs / 5000) - 1e-9)
  const room = timeCharacters - 1 - String(Math.floor(lastSeconds)).length
  return Math.max(Math.min(wanted, room), 3)
}
