/** The first place where a program's datagrams are not those of the exercise's: their ladder beside the reference's. */
import { payloadText } from '#shared/events/payload'
import type { Assignment } from './assignment'
import type { ServerRole } from './roles'
import type { ServerRecord } from './record'

/** An arrow of a ladder. */
export interface Arrow {
  from: string
  to: string
  /** Null: no datagram, where there should be one. */
  text: string | null
}

export interface Divergence {
  seen: readonly Arrow[]
  reference: readonly Arrow[]
  /** The first arrow that differs; it stands at the same place in both. */
  at: number
}

const sameArrow = (one: Arrow | undefined, other: Arrow | undefined): boolean =>
  one?.from === other?.from && one?.to === other?.to && one?.text === other?.text

/** Null: they are alike. */
export function firstDivergence(seen: readonly Arrow[], reference: readonly Arrow[]): Divergence | null {
  const length = Math.max(seen.length, reference.length)
  for (let at = 0; at < length; at++) if (!sameArrow(seen[at], reference[at])) return { seen, reference, at }
  return null
}

const longest = 60

export function shownText(payload: Uint8Array): string {
  const text = payloadText(payload)
  return text.length > longest ? `${text.slice(0, longest)}… (${payload.length} bytes)` : text
}

const server = 'server'
const client = (number: number): string => `client ${number}`

/** Where the program answered nothing, an arrow says so. */
export function serverDivergence(
  { steps }: Pick<ServerRecord, 'steps'>,
  role: ServerRole,
  assignment: Assignment
): Divergence | null {
  const seen: Arrow[] = []
  const reference: Arrow[] = []
  for (const step of steps) {
    const request: Arrow = { from: client(step.client), to: server, text: shownText(step.payload) }
    const answered = [
      ...step.answers.map((payload) => ({ client: step.client, payload })),
      ...step.strays
    ].map(({ client: to, payload }): Arrow => ({ from: server, to: client(to), text: shownText(payload) }))
    const nothing: Arrow = { from: server, to: client(step.client), text: null }
    seen.push(request, ...(answered.length > 0 ? answered : [nothing]))
    const answer = role.answer(step.payload, assignment)
    reference.push(request, { from: server, to: client(step.client), text: shownText(answer) })
    const divergence = firstDivergence(seen, reference)
    if (divergence) return divergence
  }
  return null
}
