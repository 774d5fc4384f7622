/** A counter-example: a few datagrams after which a student's server does something else than the exercise's. */
import * as v from 'valibot'
import { list, text, whole } from '#shared/bounded'
import { payloadMaximumBytes } from '#shared/events/payload'
import type { Assignment } from './assignment'
import { shownText } from './divergence'
import { sameBytes } from './checks/differing-bytes'
import type { Step } from './record'
import { roleNames, type ServerRole } from './roles'

export interface ScriptStep {
  /** Which of our clients sends it, from 1. */
  client: number
  payload: Uint8Array
  /** How long an answer is waited for; without it as long as a right program may take, and less once one was missing. */
  waitMs?: number
}

export type Script = readonly ScriptStep[]

/** As it is written to a file: payloads in hex, so that any of them can be read and changed. */
/** The bytes of a datagram as text. */
export const payloadHex = v.pipe(
  text(2 * payloadMaximumBytes),
  v.regex(/^([0-9a-f]{2})*$/, 'two hex digits (0-9, a-f) for each byte are expected')
)

export const counterExampleSchema = v.strictObject({
  kind: v.literal('udp-lab-counter-example'),
  version: v.literal(1),
  role: v.picklist(roleNames),
  variant: v.nullable(text(64)),
  seed: whole(0, 0xffff_ffff),
  steps: v.pipe(
    list(
      v.strictObject({
        client: whole(1, 16),
        hex: payloadHex
      }),
      500
    ),
    v.minLength(1)
  ),
  /** For people; a replay judges anew. */
  expected: text(1000),
  seen: text(1000)
})

export type CounterExample = v.InferOutput<typeof counterExampleSchema>

const toHex = (payload: Uint8Array): string =>
  Array.from(payload, (byte) => byte.toString(16).padStart(2, '0')).join('')

export const fromHex = (hex: string): Uint8Array =>
  Uint8Array.from(hex.match(/../g) ?? [], (octet) => Number.parseInt(octet, 16))

export const stepsOf = ({ steps }: Pick<CounterExample, 'steps'>): Script =>
  steps.map(({ client, hex }) => ({ client, payload: fromHex(hex) }))

export const toSteps = (script: Script): CounterExample['steps'] =>
  script.map(({ client, payload }) => ({ client, hex: toHex(payload) }))

export interface Wrong {
  /** The step at which it shows. */
  at: number
  expected: string
  seen: string
}

/** The first step that was not answered as the exercise's server answers it; null: all were. */
export function wrongAt(
  steps: readonly Step[],
  script: Script,
  role: ServerRole,
  assignment: Assignment
): Wrong | null {
  for (const [at, { client, payload }] of script.entries()) {
    const wanted = role.answer(payload, assignment)
    const expected = `One answer to client ${client}: "${shownText(wanted)}".`
    const step = steps[at]
    if (!step) return { at, expected, seen: 'The program had ended.' }
    const [stray] = step.strays
    if (stray)
      return {
        at,
        expected,
        seen: `The answer went to client ${stray.client}: "${shownText(stray.payload)}".`
      }
    const [answer] = step.answers
    if (!answer) return { at, expected, seen: step.ended ? 'The program ended.' : 'No answer came.' }
    if (step.answers.length > 1) return { at, expected, seen: `${step.answers.length} answers came.` }
    if (!sameBytes(answer, wanted)) return { at, expected, seen: `"${shownText(answer)}"` }
  }
  return null
}
