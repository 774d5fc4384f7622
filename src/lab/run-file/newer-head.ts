/** The head of a file in which something is off: made by a newer UDP Lab, wholly or in some of its runs, or damaged. */
import * as v from 'valibot'
import { firstIssueOnly } from '#shared/bounded'
import { runNameSchema } from '#shared/kept/history-calls'
import { runIdSchema } from '#shared/kept/run-file-report'
import type { RunForms } from '#shared/kept/run-forms'
import { isName, unknownName } from '#shared/newer'
import { envelopeSchema, runSchemaOf, type sectionSchema, type WrittenRun } from './head-schema'

/** A run of a task or kind that this version does not know. */
export interface NewerRun {
  id: string
  name: string
  /** Such as `the task "task5"`. */
  what: string
}

type Section = v.InferOutput<typeof sectionSchema>

/** One run of the head: known, or made by a newer UDP Lab. */
export interface HeadEntry {
  run: WrittenRun | null
  newer: NewerRun | null
  events: Section
  queues: Section
}

export interface Head extends Pick<v.InferOutput<typeof envelopeSchema>, 'madeBy' | 'report'> {
  entries: HeadEntry[]
}

export type ReadHead =
  | { kind: 'read'; head: Head }
  /** All of the file is of another form; `what` is unknown here. */
  | { kind: 'newer'; what: string }
  | { kind: 'damaged'; where: string }

const versionSchema = v.looseObject({
  format: v.literal('udplab'),
  version: v.pipe(v.number(), v.integer(), v.minValue(2))
})
const namedSchema = v.looseObject({ id: runIdSchema, name: runNameSchema })
/** How a place in a run is called in words, by the last name of its path. */
const kinds: Record<string, string> = { 'voice.id': 'program', 'outcome.kind': 'outcome', code: 'fault' }

function kindOf(path: string): string {
  const names = path.split('.').filter((part) => !/^\d+$/.test(part))
  const last = names.at(-1) ?? 'part'
  return kinds[names.slice(-2).join('.')] ?? kinds[last] ?? last
}

const where = (issue: v.BaseIssue<unknown>): string => v.getDotPath(issue) ?? 'something'

function readRun(
  run: unknown,
  schema: ReturnType<typeof runSchemaOf>
): Pick<HeadEntry, 'run' | 'newer'> | { damagedAt: string } {
  const parsed = v.safeParse(schema, run, firstIssueOnly)
  if (parsed.success) return { run: parsed.output, newer: null }
  const [issue] = parsed.issues
  const named = v.safeParse(namedSchema, run, firstIssueOnly)
  if (!named.success) return { damagedAt: where(named.issues[0]) }
  const { id, name } = named.output
  const newer = (what: string) => ({ run: null, newer: { id, name, what } })
  const { input } = issue
  if ((issue.type === 'picklist' || issue.type === 'variant') && isName(input)) {
    return newer(unknownName(kindOf(where(issue)), input))
  }
  return { damagedAt: where(issue) }
}

/** @param forms what this version knows of each task */
export function readHead(json: unknown, forms: RunForms): ReadHead {
  const version = v.safeParse(versionSchema, json, firstIssueOnly)
  if (version.success) return { kind: 'newer', what: `version ${version.output.version} of the form` }
  const envelope = v.safeParse(envelopeSchema, json, firstIssueOnly)
  if (!envelope.success) return { kind: 'damaged', where: where(envelope.issues[0]) }
  const { madeBy, report, runs } = envelope.output
  const schema = runSchemaOf(forms)
  const entries: HeadEntry[] = []
  for (const [index, { run, ...sections }] of runs.entries()) {
    const read = readRun(run, schema)
    if ('damagedAt' in read) return { kind: 'damaged', where: `runs.${index}.run.${read.damagedAt}` }
    entries.push({ ...read, ...sections })
  }
  return { kind: 'read', head: { madeBy, ...(report && { report }), entries } }
}
