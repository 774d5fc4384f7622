/** Checks of an instructor's own: a file of data, which says what is sent and what must come of it. No code of it is run. */
import * as v from 'valibot'
import { list, text, whole } from '#shared/bounded'
import { encodeText, payloadMaximumBytes } from '#shared/events/payload'
import { loose } from '../checks/printed'
import { payloadHex } from '../counter-example'
import { clientScenes } from '../record'
import { roleNames } from '../roles'

export const ownKind = 'udp-lab-checks'
export const levels = ['core', 'beyond the exercise'] as const

export const ownLimits = {
  checks: 20,
  steps: 100,
  /** How long one step waits for an answer; less where it says so. */
  stepMs: { usual: 1000, least: 20, most: 2000 },
  /** All steps that expect silence, together: the check of one program of a class ends after a minute. */
  silenceMs: 20_000
} as const

const payloadText = v.pipe(
  text(payloadMaximumBytes),
  v.check(
    (sent) => encodeText(sent).length <= payloadMaximumBytes,
    `a datagram holds at most ${payloadMaximumBytes} bytes`
  )
)
const part = v.pipe(text(1000), v.minLength(1, 'a text that is not empty is expected'))

/** Exactly one of the keys that there are. */
const one = <T extends object>(keys: readonly string[]) =>
  v.check<T, string>(
    (given) => Object.keys(given).length === 1,
    `exactly one of ${keys.join(', ')} is expected`
  )

const sendShape = {
  text: v.optional(payloadText),
  hex: v.optional(payloadHex),
  /** The text of so many that the exercise's client sends, from 1: it is another one in each variant. */
  request: v.optional(whole(1, 20))
}

const expectShape = {
  text: v.optional(payloadText),
  hex: v.optional(payloadHex),
  startsWith: v.optional(part),
  contains: v.optional(part),
  /** As the exercise's program does it. */
  exercise: v.optional(v.literal(true)),
  nothing: v.optional(v.literal(true))
}

const send = v.pipe(v.strictObject(sendShape), one(Object.keys(sendShape)))
const expectation = v.pipe(v.strictObject(expectShape), one(Object.keys(expectShape)))

const step = v.strictObject({
  /** Which of our clients sends it: each has a port of its own. */
  client: v.optional(whole(1, 16), 1),
  send,
  expect: v.optional(expectation),
  withinMs: v.optional(whole(ownLimits.stepMs.least, ownLimits.stepMs.most))
})

/** Printed lines are judged loosely: what has no letter and no digit would be in each. */
const printed = v.pipe(
  text(300),
  v.check((words) => loose(words) !== '', 'a text with a letter or a digit is expected')
)

const name = v.pipe(text(60), v.regex(/^[a-z][a-z0-9-]*$/, 'small letters, digits and dashes are expected'))
const sentence = v.pipe(text(500), v.minLength(1, 'a text that is not empty is expected'))

const ownCheck = v.strictObject({
  id: name,
  title: sentence,
  points: whole(0, 100),
  level: v.picklist(levels),
  dependsOn: v.optional(list(name, 40), []),
  rationale: sentence,
  hints: v.tuple([sentence, sentence], 'two hints are expected'),
  /** Of a server: what it is sent after a fresh start. */
  steps: v.optional(v.pipe(list(step, ownLimits.steps), v.minLength(1, 'at least one step is expected'))),
  /** Of a client: how the app's servers answer it. */
  scene: v.optional(v.picklist(clientScenes)),
  /** Of a client: its first datagrams to each server. */
  sends: v.optional(
    list(v.strictObject({ server: v.optional(whole(1, 2), 1), expect: expectation }), ownLimits.steps)
  ),
  /** Each stands on a line that the program prints. */
  printed: v.optional(list(printed, 40), [])
})

export const ownChecksSchema = v.strictObject({
  kind: v.literal(ownKind),
  version: v.literal(1),
  role: v.picklist(roleNames),
  checks: v.pipe(list(ownCheck, ownLimits.checks), v.minLength(1, 'at least one check is expected'))
})

export type OwnChecks = v.InferOutput<typeof ownChecksSchema>
export type OwnCheck = OwnChecks['checks'][number]
export type OwnStep = NonNullable<OwnCheck['steps']>[number]
export type Expectation = v.InferOutput<typeof expectation>
