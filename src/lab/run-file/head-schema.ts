/** What the head of a `.udplab` file may say, to the bound: what comes from elsewhere is not trusted in any field. */
import * as v from 'valibot'
import { count, list, text, timeMs } from '#shared/bounded'
import { addressSchema } from '#shared/events/address'
import { endpointRoles, endpointStateSchema } from '#shared/events/endpoint'
import { faultSchema } from '#shared/fault'
import { runNameSchema } from '#shared/kept/history-calls'
import { machineSchema, runEnds } from '#shared/kept/kept-run'
import { runFileReportSchema, runIdSchema } from '#shared/kept/run-file-report'
import type { OutcomeForm, RunForms } from '#shared/kept/run-forms'
import { bareOutcomeKind, ipv6Phases } from '../packed/head-form'
import { rawBytesMaximum } from '../packed/pack'

export const runsMaximum = 10_000

const [, openSchema, closedSchema] = endpointStateSchema.options

/** Phases with IPv6 addresses have names of their own (head-form.ts). */
const writtenStateSchema = v.variant('phase', [
  ...endpointStateSchema.options,
  v.strictObject({ ...openSchema.entries, phase: v.literal(ipv6Phases.open) }),
  v.strictObject({ ...closedSchema.entries, phase: v.literal(ipv6Phases.closed) })
])

const endpointOf = (programs: readonly string[], logs: readonly string[]) =>
  v.strictObject({
    id: count,
    name: text(80),
    role: v.picklist(endpointRoles),
    log: v.picklist(logs),
    voice: v.strictObject({
      id: v.picklist(programs),
      servers: v.exactOptional(list(addressSchema, 8)),
      byArrival: v.exactOptional(v.boolean()),
      emulatedQueueBytes: v.exactOptional(count)
    }),
    state: writtenStateSchema
  })

/** As it is written (head-form.ts): of the first kind bare, of every other one `{ kind, value }`. */
const outcomeOf = (outcomes: readonly OutcomeForm[]) => {
  const kinds = outcomes.map(({ kind }) => kind)
  const schemaOf = (kind: unknown): v.GenericSchema =>
    outcomes.find((form) => form.kind === kind)?.schema ?? v.never()
  const named = v.looseObject({ kind: v.picklist(kinds) })
  return v.lazy((input) => {
    if (typeof input !== 'object' || input === null || !('kind' in input)) return schemaOf(bareOutcomeKind)
    if (!v.is(named, input)) return named
    return v.strictObject({ kind: v.literal(input.kind), value: schemaOf(input.kind) })
  })
}

const distinct = (names: readonly string[][]): string[] => [...new Set(names.flat())]

/** @param forms what this version knows of each task */
export function runSchemaOf(forms: RunForms) {
  const tasks = Object.values(forms)
  const outcomes = tasks.flatMap(({ outcomes: own }) => own)
  const parameters = v.union(outcomes.map((form) => form.parameters))
  const endpoint = endpointOf(
    distinct(tasks.map(({ programs }) => [...programs])),
    distinct(tasks.map(({ logs }) => [...logs]))
  )
  return v.strictObject({
    id: runIdSchema,
    task: v.picklist(Object.keys(forms)),
    name: runNameSchema,
    startedAtEpochMs: timeMs,
    startedAtMs: timeMs,
    durationMs: timeMs,
    end: v.picklist(runEnds),
    eventCount: count,
    hash: v.pipe(text(64), v.regex(/^[0-9a-f]{64}$/)),
    outcome: v.nullable(outcomeOf(outcomes)),
    endpoints: list(endpoint, 100_000),
    machine: machineSchema,
    failed: v.exactOptional(v.strictObject({ parameters, fault: faultSchema }))
  })
}
export type WrittenRun = v.InferOutput<ReturnType<typeof runSchemaOf>>

export const sectionSchema = v.strictObject({
  rawBytes: v.pipe(count, v.maxValue(rawBytesMaximum)),
  bytes: count
})

/** Of a file's head, whatever its runs say. */
export const envelopeSchema = v.strictObject({
  format: v.literal('udplab'),
  version: v.literal(1),
  madeBy: text(80),
  report: v.optional(runFileReportSchema),
  runs: list(v.strictObject({ run: v.unknown(), events: sectionSchema, queues: sectionSchema }), runsMaximum)
})
